// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import java.time.Instant;

/**
 * A monotonic clock, and the time of day beside it, that users may replace, in tests above all.
 *
 * <p>Implementations must be thread-safe.
 */
@FunctionalInterface
public interface Ticker {
    /** Returns nanoseconds since an arbitrary fixed origin; never goes backwards. Must not block. */
    long nanos();

    /**
     * Returns the time of day, which may jump: only what is said as an instant is measured by it, once, and lives on by
     * {@link #nanos}. Must not block.
     */
    default Instant now() {
        return Instant.now();
    }

    /** Returns the JVM's clocks. */
    static Ticker system() {
        return System::nanoTime;
    }
}
