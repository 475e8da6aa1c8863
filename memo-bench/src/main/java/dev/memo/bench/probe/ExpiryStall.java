// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.probe;

import static java.util.Objects.requireNonNull;

import dev.memo.Cache;
import dev.memo.CacheSettings;
import dev.memo.Memo;
import dev.memo.bench.data.Price;
import java.time.Duration;
import java.time.Instant;

/**
 * The longest that a thread which keeps hitting has to wait for a hit, while a million other entries of the cache end at
 * one instant and are removed; and the same for the same time before that, which is what the machine itself does to the
 * thread. Confined to one thread.
 */
public final class ExpiryStall {
    private static final int MORTALS = 1_000_000;
    private static final int HOT = 1_000;
    private static final int WARMUPS = 2;
    private static final int MOST_ROUNDS = 7;

    /** A round takes five seconds, as what has ended is removed at a quarter of a core's speed. */
    private static final int MOST_QUICK_ROUNDS = 3;

    private static final long WINDOW_NANOS = 500_000_000;
    private static final long MARGIN_NANOS = 100_000_000;
    private static final long ROOM = 1L << 30;
    private static final Price PRICE = new Price(1, 1);

    private final Long[] hot = new Long[HOT];
    private final Memo memo = Memo.builder().maxBytes(ROOM).build();
    private long lifeNanos = 10_000_000_000L;

    private ExpiryStall() {
        for (int i = 0; i < HOT; i++) {
            hot[i] = -1L - i;
        }
    }

    /**
     * Measures.
     *
     * @param args how often, at most 7 times; and {@code quick} for at most 3, after one warm-up instead of two
     */
    public static void main(String[] args) {
        ExpiryStall probe = new ExpiryStall();
        boolean quick = args[1].equals("quick");
        int rounds = Math.min(quick ? MOST_QUICK_ROUNDS : MOST_ROUNDS, Integer.parseInt(args[0]));
        int done = quick ? 1 : 0;
        while (done < WARMUPS + rounds) {
            done += probe.measure(done >= WARMUPS) ? 1 : 0;
        }
    }

    /** Returns false if the machine was so slow that there is nothing to report. */
    private boolean measure(boolean report) {
        try (Cache<Long, Price> cache = memo.cache("stall", CacheSettings.of())) {
            for (Long key : hot) {
                cache.put(key, PRICE);
            }
            long end = fill(cache);
            System.gc();
            if (System.nanoTime() - end > -MARGIN_NANOS - WINDOW_NANOS) {
                return false;
            }
            double quiet = worst(cache, end - MARGIN_NANOS - WINDOW_NANOS);
            double expiring = worst(cache, end - MARGIN_NANOS);
            while (cache.size() > HOT) {
                expiring = Math.max(expiring, worst(cache, System.nanoTime()));
            }
            if (cache.stats().expirations() != MORTALS) {
                throw new IllegalStateException("not all entries have expired: " + cache.stats());
            }
            if (report) {
                Report.print("quiet", "ms", quiet / 1e6);
                Report.print("memo", "ms", expiring / 1e6);
            }
            return true;
        }
    }

    /** Puts in what ends at one instant, which leaves time enough for the quiet before; returns that instant. */
    private long fill(Cache<Long, Price> cache) {
        long began = System.nanoTime();
        Instant end = Instant.now().plus(Duration.ofNanos(lifeNanos));
        for (long key = 0; key < MORTALS; key++) {
            cache.put(key, PRICE, end);
        }
        long until = began + lifeNanos;
        lifeNanos = 2 * (System.nanoTime() - began) + 3 * WINDOW_NANOS;
        return until;
    }

    /** Hits for a while from then on; returns the longest time from one hit to the next, in nanoseconds. */
    private double worst(Cache<Long, Price> cache, long from) {
        long worst = 0;
        long last = System.nanoTime();
        for (int i = 0; last - from < WINDOW_NANOS; i++) {
            requireNonNull(cache.get(hot[i % HOT]));
            long now = System.nanoTime();
            worst = last - from < 0 ? 0 : Math.max(worst, now - last);
            last = now;
        }
        return (double) worst;
    }
}
