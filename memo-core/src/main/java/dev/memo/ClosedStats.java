// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.spi.Stats;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * What was counted by caches that are closed. They go on counting until they are collected, as loads that were under way
 * end; they are not held. Guarded by its {@link Caches}.
 */
final class ClosedStats {
    private final List<Closed> there = new ArrayList<>();
    private Stats gone = Stats.of();

    /** Adds a cache, by what it has counted so far and will, as {@code dev.memo.region.Remains} has it. */
    void add(Supplier<Object[]> counts) {
        Stats unused = sum(); // forgets those that are gone
        there.add(new Closed(counts));
    }

    /** Returns the sum. */
    Stats sum() {
        Stats sum = Stats.of();
        for (Iterator<Closed> each = there.iterator(); each.hasNext(); ) {
            Closed closed = each.next();
            Object[] now = closed.counts.get();
            Stats stats = stats(now).since(closed.before);
            if (Boolean.TRUE.equals(now[1])) {
                gone = gone.plus(stats);
                each.remove();
            } else {
                sum = sum.plus(stats);
            }
        }
        return gone.plus(sum);
    }

    /** Makes all count from zero again. */
    void reset() {
        gone = Stats.of();
        there.forEach(closed -> closed.before = stats(closed.counts.get()));
    }

    private static Stats stats(Object[] counts) {
        return Stats.of((long[]) counts[0]).withoutContents();
    }

    /** One cache. Confined to its {@link ClosedStats}. */
    private static final class Closed {
        final Supplier<Object[]> counts;
        Stats before = Stats.of();

        Closed(Supplier<Object[]> counts) {
            this.counts = counts;
        }
    }
}
