// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Storage;
import dev.memo.codec.FlatSize;
import dev.memo.codec.Immutability;
import dev.memo.codec.RootSize;
import dev.memo.codec.SparingCodec;
import dev.memo.spi.Codec;
import dev.memo.spi.CodecException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * How one region keeps values: as bytes when isolated, by reference when shared, null as {@code void.class}.
 *
 * <p>Thread-safe.
 */
final class Values {
    /** Kept for a null; also what woven code takes for one. */
    static final Object NULL = Void.TYPE;

    private static final int SAMPLE = 63;
    private static final int REFUSALS = 16;

    private final Storage storage;
    private final Codec codec;
    private final Counters counters;
    private final CoarseClock clock;
    private final boolean sized;
    private int copies;
    private int refusals;
    private int refusedType;
    private volatile long copyNanos;

    Values(Storage storage, Codec codec, Counters counters, CoarseClock clock) {
        this.storage = storage;
        this.codec = codec;
        this.sized = codec instanceof SparingCodec sparing && sparing.asksKryo();
        this.counters = counters;
        this.clock = clock;
    }

    /** Returns what to keep for the value, or null if it cannot be kept, which is counted. May run user code. */
    @Nullable
    Object keep(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value == NULL || value instanceof CountDownLatch) {
            counters.codecFailures.increment();
            return null;
        }
        if (storage == Storage.SHARED || (storage == Storage.AUTO && Immutability.proven(value))) {
            return value;
        }
        return isolated(value);
    }

    /**
     * Returns what to keep for the value. May run user code.
     *
     * @throws CodecException if it cannot be kept, which is counted
     */
    Object keepStrictly(@Nullable Object value) {
        if (value == NULL || value instanceof CountDownLatch) {
            counters.codecFailures.increment();
            throw new CodecException("a value of " + value.getClass().getName()
                    + " cannot be kept, as Memo uses it for its own ends. Wrap it in a class of yours.");
        }
        if (value == null || storage == Storage.SHARED || (storage == Storage.AUTO && Immutability.proven(value))) {
            return value == null ? NULL : value;
        }
        try {
            StackHeadroom.toEncode();
            return new Isolated(codec.encode(value));
        } catch (RuntimeException | LinkageError e) {
            counters.codecFailures.increment();
            throw new CodecException(
                    "a value of " + value.getClass().getName() + " cannot be kept as bytes by codec \"" + codec.name()
                            + "\". Choose storage SHARED to keep it by reference, or another codec.",
                    e);
        }
    }

    /** Returns the value for a caller: the shared one, or a fresh copy; null if the bytes cannot be read. */
    @Nullable
    Object open(Object stored) {
        if (stored.getClass() == Isolated.class) {
            return copy((Isolated) stored);
        }
        return stored instanceof Tagged tagged ? open(tagged.stored()) : stored;
    }

    /** As {@link #open}, of a value that nobody has asked for: that its bytes cannot be read is not counted. */
    @Nullable
    Object openUnasked(Object stored) {
        Object plain = Tagged.plain(stored);
        return plain instanceof Isolated isolated ? read(isolated) : plain;
    }

    /** Returns the value's size in bytes, as encoded; 0 for a shared one that cannot be encoded. */
    int weigh(Object stored) {
        if (stored instanceof Isolated isolated) {
            return isolated.length;
        }
        if (stored == NULL) {
            return 0;
        }
        int known = known(stored);
        if (known >= 0 || hopeless(stored)) {
            return Math.max(0, known);
        }
        int size = encodedSize(stored);
        noteRefusal(stored, size == 0);
        return size;
    }

    /** Returns a part's size in bytes, as encoded; 0 if it cannot be encoded. */
    int measure(@Nullable Object part) {
        if (part == null || part instanceof WeakPart) {
            return 0;
        }
        int known = known(part);
        return known >= 0 ? known : encodedSize(part);
    }

    /** Returns whether sizes are those of Memo's own codec, which are known for many values without encoding them. */
    boolean sized() {
        return sized;
    }

    private int known(Object part) {
        int known = sized ? RootSize.of(part) : FlatSize.UNKNOWN;
        return sized && known < 0 ? FlatSize.of(part) : known;
    }

    private int encodedSize(Object part) {
        try {
            StackHeadroom.toEncode();
            return codec.measure(part);
        } catch (RuntimeException | LinkageError e) { // a user's codec may throw anything
            return 0;
        }
    }

    /** Returns what a copy took on average, as sampled; 0 before the first. */
    long copyNanos() {
        return copyNanos;
    }

    private @Nullable Object isolated(Object value) {
        if (!hopeless(value)) {
            try {
                StackHeadroom.toEncode();
                byte[] bytes = codec.encode(value);
                noteRefusal(value, false);
                return new Isolated(bytes);
            } catch (RuntimeException | LinkageError e) {
                noteRefusal(value, true);
            }
        }
        counters.codecFailures.increment();
        return null;
    }

    /** Whether so many of its class in a row were refused that one is tried only when their count has doubled. */
    private boolean hopeless(Object value) {
        return refusals >= REFUSALS && refusedType == typeOf(value) && Integer.bitCount(++refusals) != 1;
    }

    private void noteRefusal(Object value, boolean refused) {
        int type = typeOf(value);
        if (!refused) {
            refusals = 0;
        } else if (refusedType == type) {
            refusals++;
        } else {
            refusedType = type;
            refusals = 1;
        }
    }

    /** A number in place of the class, which may be of a class loader that comes and goes. */
    private static int typeOf(Object value) {
        return System.identityHashCode(value.getClass());
    }

    private @Nullable Object copy(Isolated isolated) {
        Object copy = read(isolated);
        if (copy == null) {
            counters.codecFailures.increment();
        }
        return copy;
    }

    private @Nullable Object read(Isolated isolated) {
        boolean sampled = (copies++ & SAMPLE) == 0;
        long before = sampled ? clock.exact() : 0;
        try {
            Object copy = isolated.copy(codec);
            if (sampled) {
                copyNanos = (copyNanos * 7 + clock.exact() - before) / 8;
            }
            return copy;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return null;
        }
    }
}
