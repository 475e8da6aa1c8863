// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreValue;
import dev.memo.spi.Ticker;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Times as they are kept: microseconds since 1970, at least 1, and 0 for never. Stateless. */
final class Times {
    private Times() {}

    /** Returns the time of day. */
    static long now(Ticker ticker) {
        Instant now = ticker.now();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(now.getNano());
    }

    /** Returns how a time is kept. */
    static long kept(long micros) {
        return micros == StoreValue.NEVER ? 0 : Math.max(1, micros);
    }

    /** Returns the time that is kept so. */
    static long told(long kept) {
        return kept == 0 ? StoreValue.NEVER : kept;
    }

    /** Returns whether a kept end is over. */
    static boolean isOver(long kept, long now) {
        return kept != 0 && kept <= now;
    }
}
