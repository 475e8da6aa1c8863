// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The proof that a value can never change, so that it may be shared by reference in place of being copied.
 *
 * <p>Deep and conservative: strings, numbers, enums, times and other values of the JDK; its unmodifiable collections of proven
 * elements; records and final classes with only final fields whose values are proven. Any doubt is a no. What can be known of a class
 * is worked out once; what remains is looked up in the instance. Runs no code of the value's class and never throws.
 * Thread-safe.
 */
public final class Immutability {
    private static final int MAX_DEPTH = 32;

    /** How many objects with contents are looked into, since shared ones may be met again and again. */
    private static final int MAX_OBJECTS = 1 << 20;

    private static final int NOT_PROVEN = -1;

    private Immutability() {}

    /** Returns whether the value is certain never to change; null is. */
    public static boolean proven(@Nullable Object value) {
        return prove(value, MAX_DEPTH, MAX_OBJECTS) != NOT_PROVEN;
    }

    /** Returns how many more objects may be looked into after this one, or that it is not proven. */
    private static int prove(@Nullable Object value, int depth, int objects) {
        if (value == null || value instanceof String || value instanceof Enum) {
            return objects;
        }
        Object plan = ImmutabilityPlans.of(value.getClass());
        if (plan == ImmutabilityPlans.ALWAYS) {
            return objects;
        }
        if (plan == ImmutabilityPlans.NEVER || depth == 0 || objects == 0) {
            return NOT_PROVEN;
        }
        return plan instanceof Field[] fields
                ? proveFields(value, fields, depth - 1, objects - 1)
                : proveElements(value, depth - 1, objects - 1);
    }

    private static int proveFields(Object owner, Field[] fields, int depth, int objects) {
        int left = objects;
        for (int i = 0; i < fields.length && left != NOT_PROVEN; i++) {
            try {
                left = prove(fields[i].get(owner), depth, left);
            } catch (IllegalAccessException e) {
                return NOT_PROVEN;
            }
        }
        return left;
    }

    private static int proveElements(Object container, int depth, int objects) {
        if (container instanceof List<?> list && container instanceof RandomAccess) {
            return proveList(list, depth, objects);
        }
        if (container instanceof Collection<?> collection) {
            return proveAll(collection, depth, objects);
        }
        if (container instanceof Optional<?> optional) {
            return prove(optional.orElse(null), depth, objects);
        }
        if (container instanceof Map<?, ?> map) {
            int left = proveAll(map.keySet(), depth, objects);
            return left == NOT_PROVEN ? left : proveAll(map.values(), depth, left);
        }
        if (container instanceof Map.Entry<?, ?> entry) {
            int left = prove(entry.getKey(), depth, objects);
            return left == NOT_PROVEN ? left : prove(entry.getValue(), depth, left);
        }
        return NOT_PROVEN;
    }

    private static int proveList(List<?> list, int depth, int objects) {
        int left = objects;
        for (int i = 0; i < list.size() && left != NOT_PROVEN; i++) {
            left = prove(list.get(i), depth, left);
        }
        return left;
    }

    private static int proveAll(Collection<?> elements, int depth, int objects) {
        int left = objects;
        for (Object element : elements) {
            left = left == NOT_PROVEN ? left : prove(element, depth, left);
        }
        return left;
    }
}
