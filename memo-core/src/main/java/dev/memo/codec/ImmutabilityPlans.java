// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be known of a class alone about whether its instances can change: never, always, or by the values of some fields.
 *
 * <p>Plans are held in the classes themselves and are made of JDK objects only ({@link #ALWAYS}, {@link #NEVER}, {@link #ELEMENTS} or
 * an array of opened fields), so that neither an application's class nor Memo is kept from being unloaded. Thread-safe.
 */
final class ImmutabilityPlans {
    static final Object ALWAYS = "always";
    static final Object NEVER = "never";

    /** An unmodifiable container of the JDK: proven if its elements are. */
    static final Object ELEMENTS = "elements";

    private static final ClassValue<Object> PLANS = new Plans();

    private ImmutabilityPlans() {}

    static Object of(Class<?> type) {
        return PLANS.get(type);
    }

    private static Object plan(Class<?> type) {
        if (ImmutableJdk.isValue(type)) {
            return ALWAYS;
        }
        if (ImmutableJdk.isContainer(type)) {
            return ELEMENTS;
        }
        boolean fixed = Modifier.isFinal(type.getModifiers()) || type.isHidden();
        return Jdk.owns(type) || type.isArray() || !fixed ? NEVER : planFields(type);
    }

    private static Object planFields(Class<?> type) {
        List<Field> open = new ArrayList<>();
        for (Class<?> c = type; c != Object.class && c != Record.class; c = c.getSuperclass()) {
            if (Jdk.owns(c) && !isStateless(c)) {
                return NEVER;
            }
            for (Field field : c.getDeclaredFields()) {
                if (isMutable(field)) {
                    return NEVER;
                }
                if (!Modifier.isStatic(field.getModifiers()) && !isProvenByType(field.getType())) {
                    field.setAccessible(true);
                    open.add(field);
                }
            }
        }
        return open.isEmpty() ? ALWAYS : open.toArray(new Field[0]);
    }

    /** Superclasses of the JDK must not have fields at all: Number has none, AbstractList has a counter. */
    private static boolean isStateless(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMutable(Field field) {
        int modifiers = field.getModifiers();
        return !Modifier.isStatic(modifiers)
                && (!Modifier.isFinal(modifiers) || field.getType().isArray());
    }

    /** Returns whether all values of a variable of this type are certain never to change. */
    static boolean isProvenByType(Class<?> type) {
        return type.isPrimitive()
                || type.isEnum()
                || (Modifier.isFinal(type.getModifiers()) && ImmutableJdk.isValue(type));
    }

    /** Works plans out. What goes wrong (a missing class, a closed package) is a doubt. */
    private static final class Plans extends ClassValue<Object> {
        @Override
        protected Object computeValue(Class<?> type) {
            try {
                return plan(type);
            } catch (RuntimeException | LinkageError e) {
                return NEVER;
            }
        }
    }
}
