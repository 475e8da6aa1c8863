// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often the bodies of fixtures ran, whichever class loader they are in. Thread-safe. */
public final class Runs {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Runs() {}

    /** One more; what a fixture's body does first. */
    public static void add() {
        COUNT.incrementAndGet();
    }

    /** Back to none. */
    public static void reset() {
        COUNT.set(0);
    }

    /** How many since. */
    public static int count() {
        return COUNT.get();
    }
}
