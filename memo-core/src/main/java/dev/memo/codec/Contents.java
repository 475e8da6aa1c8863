// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Pairs what is inside a value with what is inside its copy, and compares each pair.
 *
 * <p>Elements and keys without an order are paired by their own equality. Those that have none but identity are paired with any
 * of the same class, since their order in a hash table is not repeatable. Confined to one thread.
 */
final class Contents {
    private final Likeness likeness;

    Contents(Likeness likeness) {
        this.likeness = likeness;
    }

    @Nullable
    Class<?> compareCollections(Collection<?> original, Collection<?> copy, boolean ordered) {
        if (original.size() != copy.size()) {
            return original.getClass();
        }
        if (!ordered) {
            return compareMaps(mapOf(original), mapOf(copy), false);
        }
        Iterator<?> theirs = copy.iterator();
        Class<?> difference = null;
        for (Object element : original) {
            difference = difference == null ? likeness.compare(element, theirs.next()) : difference;
        }
        return difference;
    }

    @Nullable
    Class<?> compareMaps(Map<?, ?> original, Map<?, ?> copy, boolean ordered) {
        if (original.size() != copy.size()) {
            return original.getClass();
        }
        if (ordered) {
            return compareCollections(original.entrySet(), copy.entrySet(), true);
        }
        Map<Object, Map.Entry<?, ?>> byKey = new HashMap<>();
        copy.entrySet().forEach(entry -> byKey.put(entry.getKey(), entry));
        List<Map.Entry<?, ?>> unpaired = new ArrayList<>();
        for (Map.Entry<?, ?> entry : original.entrySet()) {
            Map.Entry<?, ?> theirs = byKey.remove(entry.getKey());
            Class<?> difference = theirs == null ? null : compareEntries(entry, theirs);
            if (difference != null) {
                return difference;
            }
            if (theirs == null) {
                unpaired.add(entry);
            }
        }
        return comparePairless(unpaired, new ArrayList<>(byKey.values()));
    }

    @Nullable
    Class<?> compareFields(Object original, Object copy) {
        for (Field field : InstanceFields.of(original.getClass())) {
            try {
                Class<?> difference = likeness.compare(field.get(original), field.get(copy));
                if (difference != null) {
                    return Equality.isBare(difference) ? original.getClass() : difference;
                }
            } catch (IllegalAccessException e) {
                return original.getClass();
            }
        }
        return null;
    }

    private @Nullable Class<?> compareEntries(Map.Entry<?, ?> original, Map.Entry<?, ?> copy) {
        Class<?> difference = likeness.compare(original.getKey(), copy.getKey());
        return difference == null ? likeness.compare(original.getValue(), copy.getValue()) : difference;
    }

    private @Nullable Class<?> comparePairless(List<Map.Entry<?, ?>> originals, List<Map.Entry<?, ?>> copies) {
        for (Map.Entry<?, ?> original : originals) {
            Class<?> type = classOf(original.getKey());
            if (Equality.isOverridden(type) || !copies.removeIf(new FirstOf(type))) {
                return type;
            }
            likeness.metIdentity();
        }
        return null;
    }

    private static Map<Object, Object> mapOf(Collection<?> elements) {
        Map<Object, Object> map = new LinkedHashMap<>();
        elements.forEach(element -> map.put(element, true));
        return map;
    }

    private static Class<?> classOf(@Nullable Object object) {
        return object == null ? Void.class : object.getClass();
    }

    /** Matches the first entry whose key is of one class. Confined to one thread. */
    private static final class FirstOf implements Predicate<Map.Entry<?, ?>> {
        private final Class<?> type;
        private boolean found;

        FirstOf(Class<?> type) {
            this.type = type;
        }

        @Override
        public boolean test(Map.Entry<?, ?> entry) {
            boolean matches = !found && classOf(entry.getKey()) == type;
            found |= matches;
            return matches;
        }
    }
}
