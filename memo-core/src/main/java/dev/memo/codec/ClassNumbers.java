// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers by which one codec's bytes name classes of the application, in the order in which it met them: reading a
 * name takes longer than reading most objects. They mean nothing to another codec.
 *
 * <p>A class has a number only if its name, asked of the codec's class loader, leads to it; so the codec holds no classes
 * but those that its loader holds too. Thread-safe.
 */
final class ClassNumbers {
    /** No class of the application has it. */
    static final int NONE = -1;

    /** From here on a number takes two bytes, whatever comes first: the size of a value does not depend on that. */
    private static final int FIRST = 200;

    private static final int MOST = 16_000;

    private final ClassLoader loader;
    private final Map<Class<?>, Integer> numbers = new HashMap<>();
    private final List<Class<?>> classes = new ArrayList<>();

    ClassNumbers(ClassLoader loader) {
        this.loader = loader;
    }

    /** Returns the number of a class, or {@link #NONE} if it has to be named. */
    synchronized int of(Class<?> type) {
        Integer known = numbers.get(type);
        if (known != null) {
            return known;
        }
        int number = FIRST + classes.size();
        if (number >= MOST || type.isHidden() || !isVisible(type)) {
            return NONE;
        }
        numbers.put(type, number);
        classes.add(type);
        return number;
    }

    /** Returns the class with this number, or null if there is none. */
    synchronized @Nullable Class<?> at(int number) {
        int index = number - FIRST;
        return index >= 0 && index < classes.size() ? classes.get(index) : null;
    }

    private boolean isVisible(Class<?> type) {
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
