// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.spi.Ticker;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Turns the lifetimes that users give into nanoseconds. Stateless. */
final class Lifetimes {
    private Lifetimes() {}

    /** Returns nanoseconds, at most 146 years of them; -1 for a lifetime that is over. */
    static long nanos(Duration lifetime) {
        if (lifetime.isZero() || lifetime.isNegative()) {
            return -1;
        }
        try {
            return Math.min(lifetime.toNanos(), Long.MAX_VALUE / 2);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE / 2;
        }
    }

    /** Returns what a user gave with one value: a duration, an instant of the wall clock, or null, which is 0. */
    static long given(@Nullable Object lifetime, Ticker ticker) {
        if (lifetime instanceof Instant end) {
            return nanos(Duration.between(ticker.now(), end));
        }
        return lifetime instanceof Duration duration ? nanos(duration) : 0;
    }
}
