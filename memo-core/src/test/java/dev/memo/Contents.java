// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Random arguments from a small world, so that equal ones come often. Confined to one thread. */
final class Contents {
    private final Random random;

    Contents(long seed) {
        this.random = new Random(seed);
    }

    /** Returns a value, an array or a container, at most so deep. */
    @Nullable
    Object any(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 10)) {
            case 0 -> random.nextInt(3);
            case 1 -> (long) random.nextInt(3);
            case 2 -> random.nextBoolean() ? "Aa" : "BB";
            case 3 -> null;
            case 4 -> random.ints(random.nextInt(3), 0, 3).toArray();
            case 5 -> new Object[] {any(depth - 1), any(depth - 1)};
            case 6 -> list(depth);
            case 7 -> map(depth);
            case 8 -> Optional.ofNullable(any(depth - 1));
            default -> new TreeSet<>(List.of(random.nextInt(3), random.nextInt(3) + 3));
        };
    }

    /** Changes it in place, where that can be done. */
    @SuppressWarnings("unchecked") // lists and maps made here hold anything
    void change(@Nullable Object argument) {
        if (argument instanceof int[] ints && ints.length > 0) {
            ints[0] = random.nextInt(3);
        } else if (argument instanceof Object[] objects) {
            objects[random.nextInt(2)] = any(1);
        } else if (argument instanceof ArrayList<?> list) {
            ((ArrayList<@Nullable Object>) list).add(any(1));
        } else if (argument instanceof HashMap<?, ?> map) {
            ((HashMap<Object, @Nullable Object>) map).put(random.nextInt(3), any(1));
        } else if (argument instanceof Optional<?> optional) {
            change(optional.orElse(null));
        }
    }

    /** Returns a text that is the same for equal contents only. */
    static String text(@Nullable Object content) {
        if (content == null) {
            return "null";
        }
        if (content.getClass().isArray()) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(content); i++) {
                elements.add(Array.get(content, i));
            }
            return content.getClass().getSimpleName() + text(elements);
        }
        if (content instanceof Map<?, ?> map) {
            TreeMap<String, String> sorted = new TreeMap<>();
            map.forEach((key, value) -> sorted.put(text(key), text(value)));
            return "map" + sorted;
        }
        if (content instanceof Collection<?> collection) {
            List<String> texts = new ArrayList<>();
            collection.forEach(element -> texts.add(text(element)));
            if (!(content instanceof List)) {
                texts.sort(String::compareTo);
            }
            return (content instanceof List ? "list" : "set") + texts;
        }
        if (content instanceof Optional<?> optional) {
            return "optional(" + text(optional.orElse(null)) + ")";
        }
        return content.getClass().getSimpleName() + " " + content;
    }

    private Object list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            list.add(any(depth - 1));
        }
        return list;
    }

    private Object map(int depth) {
        Map<Object, @Nullable Object> map = new HashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            map.put(random.nextInt(3), any(depth - 1));
        }
        return map;
    }
}
