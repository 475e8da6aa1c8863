// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.time.DayOfWeek;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** Collections and maps of the JDK that come back as the same class. Stateless. */
@SuppressWarnings("JdkObsolete") // users return them
final class ContainerSamples {
    static final List<String> ELEMENTS = List.of("b", "a", "c");
    static final Map<String, Integer> ENTRIES = new LinkedHashMap<>(Map.of("b", 1, "a", 2));

    private ContainerSamples() {}

    static Stream<Sample> all() {
        return Stream.of(lists(), sets(), queues(), maps(), fixed(), wrappers()).flatMap(s -> s);
    }

    private static Stream<Sample> lists() {
        return Stream.of(
                Sample.of("ArrayList", new ArrayList<>(ELEMENTS)),
                Sample.of("ArrayList of nulls", new ArrayList<>(Arrays.asList(null, null))),
                Sample.of("ArrayList of mixed classes", new ArrayList<>(Arrays.asList(1, "a", null, 2L))),
                Sample.of("LinkedList", new LinkedList<>(ELEMENTS)),
                Sample.of("Vector", new Vector<>(ELEMENTS)),
                Sample.of("Stack", new Stack<>()),
                Sample.of("CopyOnWriteArrayList", new CopyOnWriteArrayList<>(ELEMENTS)));
    }

    private static Stream<Sample> sets() {
        TreeSet<String> reversed = new TreeSet<>(Collections.reverseOrder());
        reversed.addAll(ELEMENTS);
        return Stream.of(
                Sample.of("HashSet", new HashSet<>(ELEMENTS)),
                Sample.seen("LinkedHashSet", new LinkedHashSet<>(ELEMENTS), List::copyOf),
                Sample.of("TreeSet", new TreeSet<>(ELEMENTS)),
                Sample.seen("TreeSet with a comparator", reversed, List::copyOf),
                Sample.of("ConcurrentSkipListSet", new ConcurrentSkipListSet<>(ELEMENTS)),
                Sample.of("CopyOnWriteArraySet", new CopyOnWriteArraySet<>(ELEMENTS)),
                Sample.of("ConcurrentHashMap.newKeySet", newKeySet()),
                Sample.of("ConcurrentHashMap.keySet", new ConcurrentHashMap<>(ENTRIES).keySet()),
                Sample.of("EnumSet", EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.MONDAY)),
                Sample.of("empty EnumSet", EnumSet.noneOf(DayOfWeek.class)),
                Sample.of("EnumSet of an enum with bodies", EnumSet.allOf(Shapes.Op.class)));
    }

    private static Set<String> newKeySet() {
        Set<String> keys = ConcurrentHashMap.newKeySet();
        keys.addAll(ELEMENTS);
        return keys;
    }

    private static Stream<Sample> queues() {
        PriorityQueue<String> queue = new PriorityQueue<>(Comparator.reverseOrder());
        queue.addAll(ELEMENTS);
        return Stream.of(
                Sample.seen("ArrayDeque", new ArrayDeque<>(ELEMENTS), ArrayList::new),
                Sample.seen("PriorityQueue", queue, q -> List.of(q.toArray())),
                Sample.seen("ConcurrentLinkedQueue", new ConcurrentLinkedQueue<>(ELEMENTS), ArrayList::new),
                Sample.seen("ConcurrentLinkedDeque", new ConcurrentLinkedDeque<>(ELEMENTS), ArrayList::new),
                Sample.seen(
                        "LinkedBlockingQueue",
                        new LinkedBlockingQueue<>(ELEMENTS),
                        q -> q + "/" + q.remainingCapacity()));
    }

    private static Stream<Sample> maps() {
        Properties properties = new Properties();
        properties.setProperty("a", "b");
        TreeMap<String, Integer> byLength = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byLength.putAll(ENTRIES);
        return Stream.of(
                Sample.of("HashMap", new HashMap<>(ENTRIES)),
                Sample.of("HashMap with a null key", new HashMap<>(Collections.singletonMap(null, null))),
                Sample.seen("LinkedHashMap", new LinkedHashMap<>(ENTRIES), Map::toString),
                Sample.of("TreeMap", new TreeMap<>(ENTRIES)),
                Sample.seen("TreeMap with a comparator", byLength, m -> m + "/" + m.get("A")),
                Sample.of("Hashtable", new Hashtable<>(ENTRIES)),
                Sample.of("Properties", properties),
                Sample.of("ConcurrentHashMap", new ConcurrentHashMap<>(ENTRIES)),
                Sample.of("ConcurrentSkipListMap", new ConcurrentSkipListMap<>(ENTRIES)),
                Sample.of("EnumMap", new EnumMap<>(Map.of(DayOfWeek.FRIDAY, List.of(1)))),
                Sample.of("empty EnumMap", new EnumMap<>(DayOfWeek.class)),
                Sample.of("EnumMap of an enum with bodies", new EnumMap<>(Map.of(Shapes.Op.PLUS, "x"))));
    }

    private static Stream<Sample> fixed() {
        return Stream.of(
                Sample.of("List.of", List.of()),
                Sample.of("List.of one", List.of("a")),
                Sample.of("List.of two", List.of("a", "b")),
                Sample.of("List.of three", List.of("a", "b", "c")),
                Sample.of("List.of as sub list", List.of("a", "b", "c").subList(1, 3)),
                Sample.of("Stream.toList", Stream.of("a", "b", "c").toList()),
                Sample.of("Stream.toList with nulls", Stream.of("a", null).toList()),
                Sample.of("Stream.toList of a null", Stream.of((Object) null).toList()),
                Sample.of("Set.of", Set.of()),
                Sample.of("Set.of two", Set.of("a", "b")),
                Sample.of("Set.of three", Set.of("a", "b", "c")),
                Sample.of("Map.of", Map.of()),
                Sample.of("Map.of one", Map.of("a", 1)),
                Sample.of("Map.of two", Map.of("a", 1, "b", 2)),
                Sample.of("Map.entry", Map.entry("a", 1)),
                Sample.of("SimpleEntry", new java.util.AbstractMap.SimpleEntry<>("a", null)),
                Sample.of("SimpleImmutableEntry", new java.util.AbstractMap.SimpleImmutableEntry<>("a", 1)),
                Sample.of("Arrays.asList", Arrays.asList("a", null)),
                Sample.of("Collections.nCopies", Collections.nCopies(3, "a")));
    }

    private static Stream<Sample> wrappers() {
        List<String> list = new ArrayList<>(ELEMENTS);
        Collection<String> seen = Collections.unmodifiableCollection(list);
        return Stream.of(
                Sample.of("emptyList", Collections.emptyList()),
                Sample.of("emptySet", Collections.emptySet()),
                Sample.of("emptyMap", Collections.emptyMap()),
                Sample.of("emptySortedSet", Collections.emptySortedSet()),
                Sample.of("emptySortedMap", Collections.emptySortedMap()),
                Sample.of("singletonList", Collections.singletonList(null)),
                Sample.of("singleton", Collections.singleton("a")),
                Sample.of("singletonMap", Collections.singletonMap("a", null)),
                Sample.seen("unmodifiableCollection", seen, List::copyOf),
                Sample.of("unmodifiableList", Collections.unmodifiableList(list)),
                Sample.of("unmodifiableList of links", Collections.unmodifiableList(new LinkedList<>(list))),
                Sample.of("unmodifiableSet", Collections.unmodifiableSet(new HashSet<>(list))),
                Sample.of("unmodifiableSortedSet", Collections.unmodifiableSortedSet(new TreeSet<>(list))),
                Sample.of("unmodifiableNavigableSet", Collections.unmodifiableNavigableSet(new TreeSet<>(list))),
                Sample.of("unmodifiableMap", Collections.unmodifiableMap(ENTRIES)),
                Sample.of("unmodifiableSortedMap", Collections.unmodifiableSortedMap(new TreeMap<>(ENTRIES))),
                Sample.of("unmodifiableNavigableMap", Collections.unmodifiableNavigableMap(new TreeMap<>(ENTRIES))),
                Sample.seen("synchronizedCollection", Collections.synchronizedCollection(list), List::copyOf),
                Sample.of("synchronizedList", Collections.synchronizedList(list)),
                Sample.of("synchronizedSet", Collections.synchronizedSet(new HashSet<>(list))),
                Sample.of("synchronizedMap", Collections.synchronizedMap(ENTRIES)),
                Sample.of("newSetFromMap", setFromMap()),
                Sample.seen("asLifoQueue", Collections.asLifoQueue(new ArrayDeque<>(list)), List::copyOf));
    }

    private static Set<String> setFromMap() {
        Set<String> set = Collections.newSetFromMap(new ConcurrentHashMap<>());
        set.addAll(ELEMENTS);
        return set;
    }
}
