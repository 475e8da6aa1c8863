// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A number for what a class's instances are made of: the names of the class, its superclasses and its fields, the types
 * and the order of these, an enum's constants, and the same of all classes of the application that the fields name.
 *
 * <p>The first 64 bits of a SHA-256, so that two layouts that differ do not pass for one. Held in the classes
 * themselves as the JDK's own {@code Long}, so that neither side keeps the other from being unloaded. Thread-safe.
 */
final class Layouts {
    private static final ClassValue<Long> LAYOUTS = new ClassValue<>() {
        @Override
        protected Long computeValue(Class<?> type) {
            Map<String, String> lines = new TreeMap<>();
            describe(type, lines);
            return hash(lines);
        }
    };

    private Layouts() {}

    /**
     * Returns the number of a class or an array type; 0 for classes of the JDK's own.
     *
     * @throws LinkageError if a class that it names is missing
     */
    static long of(Class<?> type) {
        return LAYOUTS.get(type);
    }

    /** Returns the number of all these classes; one whose layout cannot be known counts by its name. */
    static long ofAll(Collection<Class<?>> types) {
        Map<String, String> lines = new TreeMap<>();
        for (Class<?> type : types) {
            try {
                describe(type, lines);
            } catch (LinkageError e) {
                lines.put(type.getName(), "incomplete");
            }
        }
        return hash(lines);
    }

    private static void describe(Class<?> type, Map<String, String> lines) {
        if (type.isArray()) {
            describe(type.getComponentType(), lines);
        } else if (!type.isPrimitive() && !Jdk.owns(type) && !lines.containsKey(type.getName())) {
            lines.put(type.getName(), type.isEnum() ? constantsOf(type) : fieldsOf(type));
            followFields(type, lines);
        }
    }

    private static void followFields(Class<?> type, Map<String, String> lines) {
        Class<?> superclass = type.getSuperclass();
        if (superclass != null) {
            describe(superclass, lines);
        }
        if (type.isEnum()) {
            return;
        }
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                describe(field.getType(), lines);
            }
        }
    }

    /** In the order of declaration, in which they are written. */
    private static String fieldsOf(Class<?> type) {
        String fields = Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(field -> field.getName() + ":" + field.getType().getName())
                .collect(Collectors.joining(","));
        return (type.isRecord() ? "record " : "") + type.getSuperclass() + " " + fields;
    }

    /** In the order of declaration: a constant is written as its place. Read from the fields, to run no initialiser. */
    private static String constantsOf(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(Field::isEnumConstant)
                .map(Field::getName)
                .collect(Collectors.joining(",", "enum ", ""));
    }

    private static long hash(Map<String, String> lines) {
        if (lines.isEmpty()) {
            return 0;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            lines.forEach((name, line) -> digest.update((name + " " + line + "\n").getBytes(StandardCharsets.UTF_8)));
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every JDK has SHA-256", e);
        }
    }
}
