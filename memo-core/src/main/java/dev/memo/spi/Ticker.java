// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

/**
 * A monotonic clock that users may replace, in tests above all.
 *
 * <p>Implementations must be thread-safe.
 */
@FunctionalInterface
public interface Ticker {
    /** Returns nanoseconds since an arbitrary fixed origin; never goes backwards. Must not block. */
    long nanos();

    /** Returns the JVM's monotonic clock. */
    static Ticker system() {
        return System::nanoTime;
    }
}
