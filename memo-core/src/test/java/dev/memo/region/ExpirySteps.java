// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * The most steps that one call makes, and the most entries that it removes, while so many entries are due at one instant:
 * of a write, of one that needs room, of a read of what has ended, of the expirer's stay under the lock. Confined to one
 * thread.
 */
final class ExpirySteps implements BiFunction<String, Integer, long[][]> {
    private static final int MILLI = 1_000_000;
    private static final int CALLS = 200;

    private final FakeTicker ticker = new FakeTicker();

    @Override
    public long[][] apply(String deadlines, Integer due) {
        try {
            return new long[][] {
                write(filled(deadlines, due, 0)),
                write(filled(deadlines, due, due)),
                read(deadlines, due),
                sweep(deadlines, due)
            };
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private long[] write(Region region) throws Throwable {
        return most(region, i -> Regions.put(region, "more " + i, "value", Long.MAX_VALUE));
    }

    private long[] read(String deadlines, int due) throws Throwable {
        Region region = filled(deadlines, due, 0);
        Reads reads = new Reads(region);
        return most(region, i -> reads.again(new TextKey("key " + i)));
    }

    private long[] sweep(String deadlines, int due) throws Throwable {
        Region region = filled(deadlines, due, 0);
        Budget budget = region.tier.budget;
        return most(region, i -> budget.expiry.sweep(Expirer.STEPS));
    }

    /** Opens a region all of whose entries have ended, at one instant, or so that the wheel has to sort them. */
    private Region filled(String deadlines, int due, int limit) throws Throwable {
        HeapTier tier = new HeapTier(1L << 40, limit, ticker, true);
        boolean idle = deadlines.equals("idle");
        Region region = Regions.open(tier, Regions.settings(0, idle ? MILLI : 0, Barrier.KEY));
        Random random = new Random(1);
        for (int i = 0; i < due; i++) {
            long ttl = deadlines.equals("spread") ? 1 + random.nextInt(MILLI) : MILLI;
            Regions.put(region, "key " + i, "value", idle ? 0 : ttl);
        }
        if (idle) { // read since, so that each is found where it was due first
            ticker.advance(Duration.ofNanos(MILLI / 2));
            for (int i = 0; i < due; i++) {
                Regions.call(region, "key " + i, () -> "nothing");
            }
        }
        ticker.advance(Duration.ofNanos(MILLI));
        return region;
    }

    private static long[] most(Region region, Call call) throws Throwable {
        long[] most = new long[2];
        for (int i = 0; i < CALLS; i++) {
            long steps = Steps.made();
            long expired = region.counters.expirations.sum();
            call.run(i);
            most[0] = Math.max(most[0], Steps.made() - steps);
            most[1] = Math.max(most[1], region.counters.expirations.sum() - expired);
        }
        return most;
    }

    /** What is counted. As thread-safe as what it calls. */
    @FunctionalInterface
    private interface Call {
        void run(int i) throws Throwable;
    }
}
