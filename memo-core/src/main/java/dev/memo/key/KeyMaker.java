// SPDX-License-Identifier: Apache-2.0
package dev.memo.key;

import dev.memo.region.Entry;
import dev.memo.region.KeyKeeper;
import dev.memo.region.WeakPart;
import dev.memo.spi.Codec;
import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/** Makes the keys of one memoized method that may be kept. Thread-safe. */
public final class KeyMaker implements KeyKeeper {
    /** Stands for a copy that cannot be made. */
    public static final Object NO_COPY = PartCopies.NONE;

    private final @Nullable Receivers receivers;
    private final PartCopies copies;

    /**
     * Creates a maker.
     *
     * @param receivers how the first part, the receiver, takes part; null if the key has none
     * @param codec copies mutable arguments
     */
    public KeyMaker(@Nullable Receivers receivers, Codec codec) {
        this.receivers = receivers;
        this.copies = new PartCopies(codec);
    }

    @Override
    public @Nullable Entry keep(Entry fresh, ReferenceQueue<Object> orphans) {
        if (fresh.isPlain()) {
            return fresh;
        }
        @Nullable Object[] parts = fresh.parts();
        boolean same = true;
        for (int i = receivers == null ? 0 : 1; i < parts.length; i++) {
            Object kept = copies.keep(parts[i]);
            if (kept == PartCopies.NONE) {
                return null;
            }
            same &= kept == parts[i];
            parts[i] = kept;
        }
        if (receivers == null) {
            return same ? fresh : fresh.withParts(parts);
        }
        return withReceiver(fresh, parts, receivers, orphans);
    }

    /** Returns the arguments as they are now, unreached by later changes; those that cannot be copied as they are. */
    public @Nullable Object[] snapshot(@Nullable Object[] arguments) {
        @Nullable Object[] kept = arguments.clone();
        for (int i = 0; i < kept.length; i++) {
            Object copy = copies.keep(kept[i]);
            kept[i] = copy == PartCopies.NONE ? kept[i] : copy;
        }
        return kept;
    }

    /**
     * Returns a copy of an argument that later changes do not reach, or the argument where it cannot change, or where no
     * codec can copy it. Runs user code.
     *
     * @param type the copy is of this type, as the argument is
     * @return {@link #NO_COPY} if there is none of the type
     */
    public @Nullable Object copyOf(@Nullable Object argument, Class<?> type) {
        Object copy = copies.keep(argument);
        if (copy == null || type.isPrimitive() || (copy != PartCopies.NONE && type.isInstance(copy))) {
            return copy;
        }
        Object exact = argument == null ? NO_COPY : copies.ofSameClass(argument);
        return type.isInstance(exact) ? exact : NO_COPY;
    }

    private static Entry withReceiver(
            Entry fresh, @Nullable Object[] parts, Receivers receivers, ReferenceQueue<Object> orphans) {
        Object receiver = parts[0];
        if (receiver == null) {
            throw new IllegalStateException("a receiver is never null");
        }
        parts[0] = receivers.keep(receiver, orphans);
        Entry kept = fresh.withParts(parts);
        if (parts[0] instanceof WeakPart weak) {
            weak.partOf(kept);
        }
        return kept;
    }
}
