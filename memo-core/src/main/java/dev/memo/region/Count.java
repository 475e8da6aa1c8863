// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/** A number that only grows. Guarded by the budget's lock, under which what it counts is done anyway. */
final class Count {
    private long sum;

    void increment() {
        sum++;
    }

    void add(long more) {
        sum += more;
    }

    long sum() {
        return sum;
    }
}
