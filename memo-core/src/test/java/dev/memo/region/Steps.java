// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/** How many steps the classes of a {@link StepLoader} have made. Confined to one thread. */
final class Steps {
    private static long count;

    private Steps() {}

    static void count() {
        count++;
    }

    static long made() {
        return count;
    }
}
