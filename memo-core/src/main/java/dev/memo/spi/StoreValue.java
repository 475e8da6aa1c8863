// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value as a store keeps it: opaque bytes, and what a store and its readers must know of them.
 *
 * <p>Times are microseconds of wall-clock time since 1970, as a process that starts later has no other clock to go by. The
 * value is fresh until {@code staleAtMicros}, stale from then on, and gone at {@code endsAtMicros}, or when it has not been
 * touched for {@code idleMicros}. The arrays are not copied, and nobody may change them. Immutable apart from that.
 *
 * @param bytes the encoded value with whatever header its reader wants
 * @param fingerprint says what wrote the bytes, code and classes; empty if nobody asks; at most {@value #MAX_FINGERPRINT} bytes
 * @param writtenAtMicros when it was computed
 * @param staleAtMicros when it begins to be stale; a store only keeps it; {@link #NEVER} if it does not
 * @param endsAtMicros when it is gone; {@link #NEVER} for no end
 * @param idleMicros how long it lives after it was put or touched last, positive; {@link #NEVER} for no matter
 * @param loadNanos how long computing it took; 0 if it was put
 */
// equals, hashCode and toString go by the arrays' content
@SuppressWarnings("ArrayRecordComponent")
public record StoreValue(
        byte[] bytes,
        byte[] fingerprint,
        long writtenAtMicros,
        long staleAtMicros,
        long endsAtMicros,
        long idleMicros,
        long loadNanos) {
    /** A time that does not come, and a duration that does not end. */
    public static final long NEVER = Long.MAX_VALUE;

    /** The greatest length of a fingerprint. */
    public static final int MAX_FINGERPRINT = 64;

    private static final byte[] NONE = {};

    /** @throws IllegalArgumentException if the fingerprint is too long, or the idle time not positive */
    public StoreValue {
        if (fingerprint.length > MAX_FINGERPRINT) {
            throw new IllegalArgumentException("Value of a store: a fingerprint has at most 64 bytes, was "
                    + fingerprint.length + ". Pass a digest of it.");
        }
        if (idleMicros <= 0) {
            throw new IllegalArgumentException("Value of a store: idle time must be positive, was " + idleMicros
                    + " us. Pass StoreValue.NEVER for none.");
        }
    }

    /** Returns a value without an end, a fingerprint or a load time, written at the given time. */
    public static StoreValue of(byte[] bytes, long writtenAtMicros) {
        return new StoreValue(bytes, NONE, writtenAtMicros, NEVER, NEVER, NEVER, 0);
    }

    /** Returns one that is gone at the given time, and otherwise like this. */
    public StoreValue endingAt(long micros) {
        return new StoreValue(bytes, fingerprint, writtenAtMicros, staleAtMicros, micros, idleMicros, loadNanos);
    }

    /** Returns one that lives this long after it was touched last, and otherwise like this. */
    public StoreValue idleFor(long micros) {
        return new StoreValue(bytes, fingerprint, writtenAtMicros, staleAtMicros, endsAtMicros, micros, loadNanos);
    }

    /** Returns one with the given fingerprint, and otherwise like this. */
    public StoreValue withFingerprint(byte[] other) {
        return new StoreValue(bytes, other, writtenAtMicros, staleAtMicros, endsAtMicros, idleMicros, loadNanos);
    }

    /** Returns when it is gone if it is not touched after the given time. */
    public long goneAtMicros(long usedAtMicros) {
        return gone(endsAtMicros, idleMicros, usedAtMicros);
    }

    /** Returns when a value with this end and this idle time is gone if it is not touched after the given time. */
    public static long gone(long endsAtMicros, long idleMicros, long usedAtMicros) {
        boolean idles = idleMicros < NEVER - Math.max(usedAtMicros, 0);
        return idles ? Math.min(endsAtMicros, usedAtMicros + idleMicros) : endsAtMicros;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoreValue value
                && Arrays.equals(bytes, value.bytes)
                && Arrays.equals(fingerprint, value.fingerprint)
                && writtenAtMicros == value.writtenAtMicros
                && staleAtMicros == value.staleAtMicros
                && endsAtMicros == value.endsAtMicros
                && idleMicros == value.idleMicros
                && loadNanos == value.loadNanos;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(bytes), writtenAtMicros, endsAtMicros);
    }

    /** Returns the length and the end only: what is in a value may be a secret. */
    @Override
    public String toString() {
        String end = endsAtMicros == NEVER ? "never" : "at " + endsAtMicros + " us";
        return "StoreValue[" + bytes.length + " bytes, ends " + end + "]";
    }
}
