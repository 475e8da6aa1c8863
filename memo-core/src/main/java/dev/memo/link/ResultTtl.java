// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.method.MethodRef;
import dev.memo.region.Appraiser;
import dev.memo.region.Entry;
import dev.memo.spi.Ticker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks each result of one method, by an accessor or a field that was found once, how long it lives: a {@link Duration} from
 * now on, or the {@link Instant} of its end. Thread-safe.
 */
final class ResultTtl implements Appraiser {
    private static final long FOREVER = Long.MAX_VALUE / 2;
    private static final List<Class<?>> TYPES = List.of(Duration.class, Instant.class);

    private final MethodHandle accessor;
    private final Ticker ticker;

    private ResultTtl(MethodHandle accessor, Ticker ticker) {
        this.accessor = accessor.asType(MethodType.methodType(Object.class, Object.class));
        this.ticker = ticker;
    }

    /** Finds the accessor, which was checked to be there when the method was planned. */
    static @Nullable ResultTtl of(String name, MethodRef ref, @Nullable ClassLoader loader, @Nullable Ticker ticker) {
        if (name.isEmpty()) {
            return null;
        }
        Class<?> type =
                MethodType.fromMethodDescriptorString(ref.descriptor(), loader).returnType();
        for (Lookup lookup : lookups(type)) {
            MethodHandle found = find(lookup, type, name);
            if (found != null) {
                return new ResultTtl(found, ticker == null ? Ticker.system() : ticker);
            }
        }
        throw new LinkageError(ref.text() + ": ttlFrom cannot be read, was \"" + name + "\" of " + type.getName()
                + ". Make it public, or open its package to Memo.");
    }

    @Override
    public long weigh(Entry e, @Nullable Object value) {
        return OWN;
    }

    @Override
    public boolean weighs() {
        return false;
    }

    @Override
    public long ttlNanos(Entry e, @Nullable Object value) {
        Object life = value == null ? null : read(value);
        if (life instanceof Instant end) {
            return nanos(Duration.between(ticker.now(), end));
        }
        return life instanceof Duration duration ? nanos(duration) : 0;
    }

    private @Nullable Object read(Object value) {
        try {
            return (Object) accessor.invokeExact(value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static long nanos(Duration life) {
        if (life.isZero() || life.isNegative()) {
            return -1;
        }
        return life.compareTo(Duration.ofNanos(FOREVER)) >= 0 ? FOREVER : life.toNanos();
    }

    private static List<Lookup> lookups(Class<?> type) {
        try {
            ResultTtl.class.getModule().addReads(type.getModule());
            return List.of(MethodHandles.publicLookup(), MethodHandles.privateLookupIn(type, MethodHandles.lookup()));
        } catch (IllegalAccessException e) {
            return List.of(MethodHandles.publicLookup());
        }
    }

    private static @Nullable MethodHandle find(Lookup lookup, Class<?> type, String name) {
        for (Class<?> life : TYPES) {
            MethodHandle method = method(lookup, type, name, life);
            if (method != null) {
                return method;
            }
        }
        for (Class<?> life : TYPES) {
            MethodHandle field = field(lookup, type, name, life);
            if (field != null) {
                return field;
            }
        }
        return null;
    }

    private static @Nullable MethodHandle method(Lookup lookup, Class<?> type, String name, Class<?> life) {
        try {
            return lookup.findVirtual(type, name, MethodType.methodType(life));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }

    private static @Nullable MethodHandle field(Lookup lookup, Class<?> type, String name, Class<?> life) {
        try {
            return lookup.findGetter(type, name, life);
        } catch (NoSuchFieldException | IllegalAccessException e) {
            return null;
        }
    }
}
