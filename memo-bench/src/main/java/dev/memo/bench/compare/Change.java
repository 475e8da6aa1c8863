// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.compare;

/**
 * One figure of Memo then and now, each as a ratio to its peers in the same run. Immutable.
 *
 * @param what the JDK, the work, who did it, and the figure
 * @param peers who it was measured beside both times
 * @param before the ratio then
 * @param now the ratio now
 */
record Change(String what, String peers, double before, double now) {
    private static final double ALLOWED = 1.10;

    /** Returns how many times as much Memo takes now. */
    double factor() {
        return now / before;
    }

    /** Returns whether Memo takes more than a tenth more; it does not if one of the two is no number. */
    boolean isSlower() {
        return factor() > ALLOWED;
    }
}
