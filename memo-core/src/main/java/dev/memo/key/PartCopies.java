// SPDX-License-Identifier: Apache-2.0
package dev.memo.key;

import dev.memo.codec.Immutability;
import dev.memo.spi.Codec;
import dev.memo.spi.CodecException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes parts that later changes of the caller's arguments do not reach.
 *
 * <p>What is proven immutable is kept as it is. Arrays and the JDK's collections and maps are copied, with what they
 * hold. Other objects are copied through the codec where the copy is equal, else kept as they are: a later change may
 * then lose the entry, as its hash and equality no longer agree. An object of neither kind whose class has no
 * {@code equals} can never be found again. Thread-safe.
 */
final class PartCopies {
    /** Stands for a part that can never be found again. */
    static final Object NONE = new Object();

    private static final int DEPTH = 64;

    private final Codec codec;

    PartCopies(Codec codec) {
        this.codec = codec;
    }

    /** Returns what to keep for an argument, or {@link #NONE}. Runs user code. */
    @Nullable
    Object keep(@Nullable Object argument) {
        return keep(argument, DEPTH);
    }

    private @Nullable Object keep(@Nullable Object part, int depth) {
        if (depth == 0) {
            return NONE;
        }
        if (part == null || part instanceof String || Immutability.proven(part)) {
            return part;
        }
        if (part.getClass().isArray()) {
            return keepArray(part, depth);
        }
        if (part instanceof Optional<?> optional) {
            Object value = keep(optional.orElse(null), depth - 1);
            return value == NONE ? NONE : Optional.ofNullable(value);
        }
        if (part.getClass().getClassLoader() == null && (part instanceof Collection<?> || part instanceof Map<?, ?>)) {
            return keepContainer(part, depth);
        }
        return hasEquals(part.getClass()) ? copied(part) : NONE;
    }

    private Object keepArray(Object array, int depth) {
        Object copy = ArrayParts.copy(array);
        if (copy instanceof Object[] elements) {
            for (int i = 0; i < elements.length; i++) {
                Object kept = keepElement(elements[i], elements.getClass().getComponentType(), depth);
                if (kept == NONE) {
                    return NONE;
                }
                elements[i] = kept;
            }
        }
        return copy;
    }

    /** A plain copy does not fit into an array of a special class of container; one of its own class does. */
    private @Nullable Object keepElement(@Nullable Object element, Class<?> type, int depth) {
        Object kept = keep(element, depth - 1);
        if (element == null || kept == null || kept == NONE || type.isInstance(kept)) {
            return kept;
        }
        Object copy = copied(element);
        return copy == element ? NONE : copy;
    }

    private Object keepContainer(Object part, int depth) {
        if (part instanceof List<?> list) {
            return keepAll(list, new ArrayList<>(list.size()), depth);
        }
        if (part instanceof Set<?> set) {
            return keepSet(set, depth);
        }
        if (part instanceof Map<?, ?> map) {
            return keepMap(map, depth);
        }
        return hasEquals(part.getClass()) ? copied(part) : NONE;
    }

    /** A set with an equality of its own may hold more than a plain one can: then there is no copy equal to it. */
    private Object keepSet(Set<?> from, int depth) {
        Set<@Nullable Object> to = new LinkedHashSet<>(Math.max(16, from.size() * 2));
        Object kept = keepAll(from, to, depth);
        return to.size() == from.size() ? kept : NONE;
    }

    private Object keepAll(Collection<?> from, Collection<@Nullable Object> to, int depth) {
        for (Object element : from) {
            Object kept = keep(element, depth - 1);
            if (kept == NONE) {
                return NONE;
            }
            to.add(kept);
        }
        return to;
    }

    private Object keepMap(Map<?, ?> from, int depth) {
        Map<@Nullable Object, @Nullable Object> to = new LinkedHashMap<>(Math.max(16, from.size() * 2));
        for (Map.Entry<?, ?> entry : from.entrySet()) {
            Object key = keep(entry.getKey(), depth - 1);
            Object value = keep(entry.getValue(), depth - 1);
            if (key == NONE || value == NONE) {
                return NONE;
            }
            to.put(key, value);
        }
        return to.size() == from.size() ? to : NONE; // as for sets
    }

    /** Returns a copy made by the codec, which is of the same class; the part itself where there is none. Runs user code. */
    Object ofSameClass(Object part) {
        return copied(part);
    }

    private Object copied(Object part) {
        try {
            Object copy = codec.decode(codec.encode(part));
            return copy.equals(part) && copy.hashCode() == part.hashCode() ? copy : part;
        } catch (CodecException e) {
            return part;
        }
    }

    private static boolean hasEquals(Class<?> type) {
        try {
            return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
