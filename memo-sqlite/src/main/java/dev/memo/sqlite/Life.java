// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is kept beside a value's bytes, in one column: reading a column costs more than what is in it. Five numbers of 8
 * bytes, the highest byte first so that SQLite compares them as numbers, then the fingerprint. Stateless.
 */
final class Life {
    /** Where the fingerprint begins. */
    static final int FINGERPRINT = 5 * Long.BYTES;

    private static final int ENDS_AT = 2 * Long.BYTES;
    private static final int IDLE = 3 * Long.BYTES;

    private Life() {}

    /** Returns what is kept beside a value. */
    static byte[] of(StoreValue value) {
        byte[] fingerprint = value.fingerprint();
        return ByteBuffer.allocate(FINGERPRINT + fingerprint.length)
                .putLong(value.writtenAtMicros())
                .putLong(Times.kept(value.staleAtMicros()))
                .putLong(Times.kept(value.endsAtMicros()))
                .putLong(Times.kept(value.idleMicros()))
                .putLong(value.loadNanos())
                .put(fingerprint)
                .array();
    }

    /** Returns whether this is what {@link #of} returns, as it is in all but damaged files. */
    static boolean isWhole(byte @Nullable [] life) {
        return life != null
                && life.length >= FINGERPRINT
                && life.length <= FINGERPRINT + StoreValue.MAX_FINGERPRINT
                && number(life, IDLE) >= 0;
    }

    /** Returns the value with these bytes. */
    static StoreValue value(byte[] life, byte[] bytes) {
        return new StoreValue(
                bytes,
                Arrays.copyOfRange(life, FINGERPRINT, life.length),
                number(life, 0),
                Times.told(number(life, Long.BYTES)),
                Times.told(endsAt(life)),
                Times.told(idle(life)),
                number(life, 4 * Long.BYTES));
    }

    /** Returns when the value is gone, as it is kept. */
    static long endsAt(byte[] life) {
        return number(life, ENDS_AT);
    }

    /** Returns how long the value lives after it was touched, as it is kept. */
    private static long idle(byte[] life) {
        return number(life, IDLE);
    }

    /** Returns when the value is gone if it was touched last at this time, as it is kept; at once if this is not whole. */
    static long goneAt(byte[] life, long usedAtMicros) {
        return isWhole(life)
                ? Times.kept(StoreValue.gone(Times.told(endsAt(life)), Times.told(idle(life)), usedAtMicros))
                : 1;
    }

    /** Returns the time that begins these bytes. */
    static long time(byte[] bytes) {
        return number(bytes, 0);
    }

    private static long number(byte[] life, int from) {
        return ByteBuffer.wrap(life, from, Long.BYTES).getLong();
    }
}
