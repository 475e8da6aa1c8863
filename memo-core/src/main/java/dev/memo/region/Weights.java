// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/** What an entry takes of a budget: its encoded value, its encoded key parts, and itself. Stateless. */
final class Weights {
    /** An entry with its links, and its place in the table, on a 64-bit JVM with compressed references. */
    static final int ENTRY_BYTES = 96;

    private static final int ARRAY_BYTES = 16;

    private Weights() {}

    /** Returns what an array of so many references takes. */
    static int array(int length) {
        return ARRAY_BYTES + ((length + 1) / 2) * 8;
    }

    static int of(Values values, Entry e, Object stored) {
        long weight = ENTRY_BYTES + (long) values.weigh(stored);
        if (values.sized() && e.isPlain()) {
            weight += e.plainBytes();
        } else {
            for (@Nullable Object part : e.parts()) {
                weight += values.measure(part);
            }
        }
        return (int) Math.min(weight, Integer.MAX_VALUE);
    }
}
