// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Calls, for one key or many, of an original that counts its loads: the first value of key 2 has the number 12, a second one
 * would have 22. Thread-safe.
 */
final class CountedLoads {
    private static final int KEYS = 4;

    private final AtomicIntegerArray loads = new AtomicIntegerArray(KEYS);
    private final SmallRegion region;

    CountedLoads(SmallRegion region) {
        this.region = region;
    }

    /** Calls a method of one key; returns the value's number. */
    int call(int key) {
        return region.call(key, () -> load(key));
    }

    /** Calls a method of many keys; returns the sum of the values' numbers. */
    int callMany(int... keys) {
        return region.callMany(this::load, keys);
    }

    /** Returns how many loads there were. */
    int total() {
        int total = 0;
        for (int key = 0; key < KEYS; key++) {
            total += loads.get(key);
        }
        return total;
    }

    private int load(int key) {
        return 10 * loads.incrementAndGet(key) + key;
    }
}
