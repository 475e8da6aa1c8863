// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.math.RoundingMode;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the JDK that stored results may hold without being listed, and the public class that stands for a
 * private one in stored bytes, which must mean the same on another JDK.
 *
 * <p>{@link URL} is not among them: to put one into a set asks a name server. Immutable.
 */
final class StoredJdk {
    private static final Map<String, Class<?>> BY_NAME = new LinkedHashMap<>();
    private static final Set<Class<?>> ALL = new HashSet<>();

    /** Known by their public superclass alone. */
    private static final List<Class<?>> FAMILIES =
            List.of(Path.class, ByteBuffer.class, TimeZone.class, ZoneId.class, Charset.class);

    private static final Map<String, Class<?>> PRIMITIVES = Map.of(
            "Z", boolean.class,
            "B", byte.class,
            "C", char.class,
            "S", short.class,
            "I", int.class,
            "J", long.class,
            "F", float.class,
            "D", double.class);

    static {
        PRIMITIVES.values().forEach(StoredJdk::add);
        List.of(Boolean.class, Byte.class, Character.class, Short.class, Integer.class, Long.class, Float.class)
                .forEach(StoredJdk::add);
        List.of(Double.class, String.class, Void.class, Number.class, Comparable.class, CharSequence.class)
                .forEach(StoredJdk::add);
        List.of(Iterable.class, Collection.class, List.class, Set.class, SortedSet.class, Queue.class, Deque.class)
                .forEach(StoredJdk::add); // as what arrays are of
        List.of(Map.class, SortedMap.class, Map.Entry.class, Temporal.class).forEach(StoredJdk::add);
        List.of(DayOfWeek.class, Month.class, ChronoUnit.class, TimeUnit.class, RoundingMode.class)
                .forEach(StoredJdk::add);
        JdkForms.forEach((type, form) -> add(type));
        KryoOwn.forEach(StoredJdk::add);
        FAMILIES.forEach(StoredJdk::add);
        BY_NAME.remove(URL.class.getName());
        ALL.remove(URL.class);
    }

    private StoredJdk() {}

    static boolean admits(Class<?> type) {
        return ALL.contains(type);
    }

    /** Returns the admitted class or primitive type of this name, or null. */
    static @Nullable Class<?> find(String name) {
        return BY_NAME.get(name);
    }

    /** Returns the name of the primitive type with this letter in array types. */
    static String primitiveName(String letter) {
        Class<?> primitive = PRIMITIVES.get(letter);
        if (primitive == null) {
            throw new Unreadable(Unreadable.Reason.DAMAGED, "no array type");
        }
        return primitive.getName();
    }

    static List<Class<?>> families() {
        return FAMILIES;
    }

    /** Returns the public class that stands for a class of the JDK in stored bytes, itself where there is no other. */
    static Class<?> publicOf(Class<?> type) {
        for (Class<?> family : FAMILIES) {
            if (family.isAssignableFrom(type)) {
                return family;
            }
        }
        if (EnumSet.class.isAssignableFrom(type)) {
            return EnumSet.class;
        }
        if (!Jdk.isHiddenFromUsers(type) || !Views.canBeReplaced(type)) {
            return type;
        }
        return publicContainer(type);
    }

    private static Class<?> publicContainer(Class<?> type) {
        if (Map.Entry.class.isAssignableFrom(type)) {
            return SimpleEntry.class;
        }
        if (Map.class.isAssignableFrom(type)) {
            return publicMap(type);
        }
        if (SortedSet.class.isAssignableFrom(type)) {
            return TreeSet.class;
        }
        if (Set.class.isAssignableFrom(type)) {
            return LinkedHashSet.class;
        }
        return Queue.class.isAssignableFrom(type) ? LinkedList.class : ArrayList.class;
    }

    private static Class<?> publicMap(Class<?> type) {
        boolean sorted = SortedMap.class.isAssignableFrom(type);
        if (ConcurrentMap.class.isAssignableFrom(type)) {
            return sorted ? ConcurrentSkipListMap.class : ConcurrentHashMap.class;
        }
        return sorted ? TreeMap.class : LinkedHashMap.class;
    }

    private static void add(Class<?> type) {
        BY_NAME.put(type.getName(), type);
        ALL.add(type);
    }
}
