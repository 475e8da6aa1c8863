// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Each damage is logged once, which is thousands of times here. Stateless. */
final class Silence {
    /** Held, since it would be collected with its level. */
    private static final Logger LOG = Logger.getLogger("dev.memo");

    private Silence() {}

    static void keep() {
        LOG.setLevel(Level.OFF);
    }
}
