// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Finds the instance fields of an application's class: its own and its superclasses', transient and synthetic ones too.
 *
 * <p>A faithful copy in the same process has all of them: a transient field that came back as null would be a silent change.
 * Stateless.
 */
final class InstanceFields {
    private InstanceFields() {}

    /** All that makes up the state of an instance, from the top of the hierarchy, opened for reading and writing. */
    static List<Field> of(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != null && !Jdk.isSkeleton(c); c = c.getSuperclass()) {
            fields.addAll(declaredBy(c));
        }
        Collections.reverse(fields);
        return fields;
    }

    /** The fields that the application's classes add to the JDK's class that they extend. */
    static List<Field> addedTo(Class<?> base, Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != base; c = c.getSuperclass()) {
            fields.addAll(declaredBy(c));
        }
        Collections.reverse(fields);
        return fields;
    }

    /** Whether the JDK's part of this class keeps state that code outside the JDK cannot reach. */
    static boolean areClosed(Class<?> type) {
        for (Class<?> c = Jdk.baseOf(type); c != null && !Jdk.isSkeleton(c); c = c.getSuperclass()) {
            if (Arrays.stream(c.getDeclaredFields()).anyMatch(f -> !Modifier.isStatic(f.getModifiers()))) {
                return true;
            }
        }
        return false;
    }

    private static List<Field> declaredBy(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                fields.add(open(field));
            }
        }
        return fields;
    }

    private static Field open(Field field) {
        try {
            field.setAccessible(true);
            return field;
        } catch (InaccessibleObjectException e) {
            throw new NotEncodable(
                    field.getDeclaringClass(),
                    "its module does not open package "
                            + field.getDeclaringClass().getPackageName(),
                    e);
        }
    }
}
