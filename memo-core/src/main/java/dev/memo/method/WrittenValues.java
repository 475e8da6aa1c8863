// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings as somebody wrote them, in an annotation or a rule; those left out are missing. Texts and enum constants are
 * strings, classes are {@code Type}s, arrays are lists, annotations are {@code WrittenValues}. Immutable.
 */
record WrittenValues(Map<String, Object> values) {
    WrittenValues {
        values = Map.copyOf(values);
    }

    /** Returns the value, or null if it was left out or is of another type. */
    <T> @Nullable T get(String name, Class<T> type) {
        Object value = values.get(name);
        return type.isInstance(value) ? type.cast(value) : null;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** Returns the elements of that type, or null if the array was left out. */
    <T> @Nullable List<T> list(String name, Class<T> elements) {
        List<?> list = get(name, List.class);
        return list == null
                ? null
                : list.stream().filter(elements::isInstance).map(elements::cast).toList();
    }

    Set<String> names() {
        return values.keySet();
    }
}
