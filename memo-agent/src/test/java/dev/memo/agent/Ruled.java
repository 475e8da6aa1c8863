// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

/** A class without annotations, for rules. Stateless. */
final class Ruled {
    private Ruled() {}

    static long twice(long a) {
        return a * 2;
    }
}
