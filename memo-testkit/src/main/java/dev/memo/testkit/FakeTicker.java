// SPDX-License-Identifier: Apache-2.0
package dev.memo.testkit;

import dev.memo.spi.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands still until a test moves it.
 *
 * <p>Its origin is a number that nobody expects, as that of the JVM's clock is: what takes the origin for zero shows.
 * Thread-safe.
 */
public final class FakeTicker implements Ticker {
    private static final long ODD_ORIGIN = -987_654_321_987_654_321L;

    private static final Instant ODD_DAY = Instant.parse("2031-05-17T23:59:58.765432101Z");

    private final long origin;
    private final AtomicLong now;

    /** Creates a clock with an origin below zero. */
    public FakeTicker() {
        this(ODD_ORIGIN);
    }

    /** Creates a clock that shows this number of nanoseconds. */
    public FakeTicker(long nanos) {
        this.origin = nanos;
        this.now = new AtomicLong(nanos);
    }

    /**
     * Creates a clock that runs over the greatest number there is, and on from the least, once it was moved this far.
     * The JVM's clock may do so too; what compares its readings by {@code <} instead of by their difference shows.
     *
     * @param before how far from there it starts, not negative
     */
    public static FakeTicker wrappingAroundIn(Duration before) {
        return new FakeTicker(Long.MAX_VALUE - notNegative(before));
    }

    @Override
    public long nanos() {
        return now.get();
    }

    /** Returns the time of day, which moves along; it begins at some odd time. */
    @Override
    public Instant now() {
        return ODD_DAY.plusNanos(now.get() - origin);
    }

    /**
     * Moves the clock on.
     *
     * @param duration how far, not negative
     * @throws IllegalArgumentException if it is negative, as no clock goes backwards
     */
    public void advance(Duration duration) {
        now.getAndAdd(notNegative(duration)); // may wrap around
    }

    private static long notNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    "FakeTicker: a clock does not go backwards, found " + duration + ". Pass zero or more.");
        }
        return duration.toNanos();
    }
}
