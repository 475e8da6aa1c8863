// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * {@code random}: each entry is as likely to go as any other. With the same seed and the same operations, the same ones
 * go.
 *
 * <p>An array of all entries, each of which knows its place. Guarded by the budget's lock.
 */
final class RandomOrder extends Order {
    private static final int INITIAL = 16;

    private final SplittableRandom random;
    private @Nullable StampedEntry[] entries = new StampedEntry[INITIAL];
    private int size;

    RandomOrder(long seed) {
        this.random = new SplittableRandom(seed);
    }

    @Override
    void add(Entry e) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size * 2);
        }
        StampedEntry placed = StampedEntry.of(e);
        placed.index = size;
        entries[size++] = placed;
    }

    @Override
    void remove(Entry e) {
        StampedEntry last = entries[--size];
        entries[size] = null;
        if (last != null && last != e) {
            last.index = StampedEntry.of(e).index;
            entries[last.index] = last;
        }
    }

    @Override
    void replace(Entry old, Entry fresh) {
        StampedEntry placed = StampedEntry.of(fresh);
        placed.index = StampedEntry.of(old).index;
        entries[placed.index] = placed;
    }

    @Override
    @Nullable
    Entry victim(@Nullable Entry newcomer) {
        int skipped = newcomer == null ? size : StampedEntry.of(newcomer).index;
        int others = newcomer == null ? size : size - 1;
        if (others == 0) {
            return null;
        }
        int index = random.nextInt(others);
        return entries[index < skipped ? index : index + 1];
    }
}
