// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import static dev.memo.codec.ContainerSamples.ELEMENTS;
import static dev.memo.codec.ContainerSamples.ENTRIES;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** Views of the JDK's collections, which may come back as plain collections with the same interfaces. Stateless. */
@SuppressWarnings("JdkObsolete") // users return them
final class ViewSamples {
    private ViewSamples() {}

    static Stream<Sample> all() throws ReflectiveOperationException {
        return Stream.of(lists(), ofMaps(), ofSorted(), reversed()).flatMap(s -> s);
    }

    private static Stream<Sample> lists() {
        return Stream.of(
                Sample.of("ArrayList.subList", new ArrayList<>(ELEMENTS).subList(1, 3)),
                Sample.of("LinkedList.subList", new LinkedList<>(ELEMENTS).subList(0, 2)),
                Sample.of(
                        "unmodifiableList.subList",
                        Collections.unmodifiableList(new ArrayList<>(ELEMENTS)).subList(0, 2)),
                Sample.of("checkedList", Collections.checkedList(new ArrayList<>(ELEMENTS), String.class)),
                Sample.of("checkedMap", Collections.checkedMap(new HashMap<>(ENTRIES), String.class, Integer.class)));
    }

    private static Stream<Sample> ofMaps() {
        Map<String, Integer> map = new HashMap<>(ENTRIES);
        return Stream.of(
                Sample.of("HashMap.keySet", map.keySet()),
                Sample.seen("HashMap.values", map.values(), ArrayList::new),
                Sample.of("HashMap.entrySet", map.entrySet()),
                Sample.of("HashMap entry", map.entrySet().iterator().next()),
                Sample.seen("LinkedHashMap.values", new LinkedHashMap<>(map).values(), ArrayList::new),
                Sample.of("ConcurrentHashMap.entrySet", new ConcurrentHashMap<>(map).entrySet()),
                Sample.seen("ConcurrentHashMap.values", new ConcurrentHashMap<>(map).values(), ArrayList::new),
                Sample.of(
                        "unmodifiableMap.entrySet",
                        Collections.unmodifiableMap(map).entrySet()),
                Sample.of("Map.of keySet", Map.of("a", 1, "b", 2).keySet()),
                Sample.seen("TreeMap.values", new TreeMap<>(map).values(), ArrayList::new));
    }

    private static Stream<Sample> ofSorted() {
        TreeMap<String, Integer> map = new TreeMap<>(ENTRIES);
        TreeSet<String> set = new TreeSet<>(ELEMENTS);
        return Stream.of(
                Sample.of("TreeMap.keySet", map.keySet()),
                Sample.of("TreeMap.headMap", map.headMap("b", false)),
                Sample.seen("TreeMap.descendingMap", map.descendingMap(), Map::toString),
                Sample.of("TreeMap entry", map.firstEntry()),
                Sample.seen("TreeSet.descendingSet", set.descendingSet(), List::copyOf),
                Sample.of("TreeSet.tailSet", set.tailSet("b")),
                Sample.of("ConcurrentSkipListMap.keySet", new ConcurrentSkipListMap<>(map).keySet()),
                Sample.of("ConcurrentSkipListMap.tailMap", new ConcurrentSkipListMap<>(map).tailMap("b")));
    }

    /** On 21 and later: lists, sets, maps and deques can be seen backwards. */
    private static Stream<Sample> reversed() throws ReflectiveOperationException {
        if (Runtime.version().feature() < 21) {
            return Stream.empty();
        }
        return Stream.of(
                Sample.of("ArrayList.reversed", reversed(new ArrayList<>(ELEMENTS), "java.util.List")),
                Sample.of("List.of reversed", reversed(ELEMENTS, "java.util.List")),
                Sample.of("LinkedList.reversed", reversed(new LinkedList<>(ELEMENTS), "java.util.List")),
                Sample.seen(
                        "LinkedHashSet.reversed",
                        reversed(new LinkedHashSet<>(ELEMENTS), "java.util.SequencedSet"),
                        Object::toString),
                Sample.seen(
                        "LinkedHashMap.reversed",
                        reversed(new LinkedHashMap<>(ENTRIES), "java.util.SequencedMap"),
                        Object::toString),
                Sample.seen(
                        "ArrayDeque.reversed",
                        reversed(new ArrayDeque<>(ELEMENTS), "java.util.Deque"),
                        Object::toString));
    }

    private static Object reversed(Object sequence, String type) throws ReflectiveOperationException {
        return Class.forName(type).getMethod("reversed").invoke(sequence);
    }
}
