// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * One load as it was when somebody asked; says nothing of its arguments. Immutable.
 *
 * @param method the name in reports of what is loaded
 * @param leader the name of the thread that loads
 * @param ageNanos how long it has been loading, 0 if it is about to
 * @param waiters how many callers wait for it
 */
public record LoadUnderWay(String method, String leader, long ageNanos, int waiters) {
    /** Returns its parts, in order, for those who know types of the JDK's only. */
    public Object[] toArray() {
        return new Object[] {method, leader, ageNanos, waiters};
    }
}
