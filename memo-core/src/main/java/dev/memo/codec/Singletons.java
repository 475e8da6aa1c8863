// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one instance of a class that is meant to have only one, so that a copy refers to it too.
 *
 * <p>Such a class has no instance fields, and either a constant {@code INSTANCE} of its own type, as Kotlin's objects have, or a
 * {@code readResolve} that says which one it is. Stateless.
 */
final class Singletons {
    private Singletons() {}

    static @Nullable Object find(Class<?> type) {
        if (InstanceFields.areClosed(type) || !InstanceFields.of(type).isEmpty()) {
            return null;
        }
        try {
            Field constant = type.getDeclaredField("INSTANCE");
            boolean only = Modifier.isStatic(constant.getModifiers()) && constant.getType() == type;
            constant.setAccessible(true);
            return only ? constant.get(null) : null;
        } catch (NoSuchFieldException e) {
            return resolved(type);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            return null;
        }
    }

    private static @Nullable Object resolved(Class<?> type) {
        try {
            Method resolve = type.getDeclaredMethod("readResolve");
            resolve.setAccessible(true);
            boolean mine = Serializable.class.isAssignableFrom(type);
            Object only = mine ? resolve.invoke(BlankInstances.of(type)) : null;
            return type.isInstance(only) ? only : null;
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return null;
        }
    }
}
