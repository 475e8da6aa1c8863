// SPDX-License-Identifier: Apache-2.0
package dev.memo.key;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What one method's keys need to know of classes: whether a name means the class, and what a record is made of.
 *
 * <p>It holds classes that the loader of the method holds too. Thread-safe.
 */
final class StableClasses {
    private final ClassLoader loader;
    private final Predicate<Class<?>> plainRecords;
    private final Map<Class<?>, String> names = new ConcurrentHashMap<>();
    private final Map<Class<?>, Field[]> records = new ConcurrentHashMap<>();

    StableClasses(ClassLoader loader, Predicate<Class<?>> plainRecords) {
        this.loader = loader;
        this.plainRecords = plainRecords;
    }

    /** Returns the name of a class, if it means that very class to the method's class. */
    String nameOf(Class<?> type) {
        String known = names.get(type);
        if (known == null) {
            known = type.getName();
            if (!type.isPrimitive() && !isMeantBy(known, type)) {
                throw new NotStable();
            }
            names.put(type, known);
        }
        return known;
    }

    /** Returns the fields of a record's components in their order, opened; not to be changed. */
    Field[] componentsOf(Class<?> type) {
        Field[] known = records.get(type);
        if (known == null) {
            nameOf(type);
            if (!plainRecords.test(type)) {
                throw new NotStable();
            }
            known = open(type);
            records.put(type, known);
        }
        return known;
    }

    private boolean isMeantBy(String name, Class<?> type) {
        try {
            return !type.isHidden() && Class.forName(name, false, loader) == type;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static Field[] open(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Field[] fields = new Field[components.length];
        try {
            for (int i = 0; i < fields.length; i++) {
                fields[i] = type.getDeclaredField(components[i].getName());
                fields[i].setAccessible(true);
            }
            return fields;
        } catch (NoSuchFieldException | InaccessibleObjectException e) {
            throw new NotStable();
        }
    }
}
