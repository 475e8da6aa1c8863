// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Serializer;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The forms of the JDK's maps, of the wrappers around them, and of map entries. Stateless. */
@SuppressWarnings("JdkObsolete") // users return such maps
final class MapForms {
    private static final MapForm LINKED_MAP = MapForm.plain(LinkedHashMap::new);
    private static final MapForm TREE_MAP = MapForm.compared(TreeMap::new);
    private static final MapForm SKIP_LIST_MAP = MapForm.compared(ConcurrentSkipListMap::new);
    private static final MapForm CONCURRENT_MAP = MapForm.plain(ConcurrentHashMap::new);
    private static final EntryForm ENTRY = new EntryForm(SimpleEntry::new);

    private MapForms() {}

    static void addTo(Map<Class<?>, Serializer<?>> forms) {
        forms.put(HashMap.class, MapForm.plain(HashMap::new));
        forms.put(LinkedHashMap.class, LINKED_MAP);
        forms.put(Hashtable.class, MapForm.plain(Hashtable::new));
        forms.put(TreeMap.class, new Attributed(TreeMap.class, TREE_MAP));
        forms.put(ConcurrentHashMap.class, CONCURRENT_MAP);
        forms.put(ConcurrentSkipListMap.class, new Attributed(ConcurrentSkipListMap.class, SKIP_LIST_MAP));
        forms.put(SimpleEntry.class, ENTRY);
        forms.put(SimpleImmutableEntry.class, new EntryForm(SimpleImmutableEntry::new));
        put(forms, LINKED_MAP, Collections::unmodifiableMap);
        put(forms, TREE_MAP, m -> Collections.unmodifiableSortedMap((SortedMap<@Nullable Object, @Nullable Object>) m));
        put(
                forms,
                TREE_MAP,
                m -> Collections.unmodifiableNavigableMap((NavigableMap<@Nullable Object, @Nullable Object>) m));
        put(forms, LINKED_MAP, Collections::synchronizedMap);
        put(forms, TREE_MAP, m -> Collections.synchronizedSortedMap((SortedMap<@Nullable Object, @Nullable Object>) m));
        put(
                forms,
                TREE_MAP,
                m -> Collections.synchronizedNavigableMap((NavigableMap<@Nullable Object, @Nullable Object>) m));
    }

    /** The form of a map or an entry that is only known by its interfaces: an equal plain one that implements them too. */
    static Serializer<?> standIn(Class<?> view) {
        if (Map.Entry.class.isAssignableFrom(view)) {
            return ENTRY;
        }
        if (ConcurrentMap.class.isAssignableFrom(view)) {
            return SortedMap.class.isAssignableFrom(view) ? SKIP_LIST_MAP : CONCURRENT_MAP;
        }
        return SortedMap.class.isAssignableFrom(view) ? TREE_MAP : LINKED_MAP;
    }

    /** Finds the class by making an empty one. */
    private static void put(
            Map<Class<?>, Serializer<?>> forms,
            MapForm form,
            UnaryOperator<Map<@Nullable Object, @Nullable Object>> wrapper) {
        MapForm wrapped = form.in(wrapper);
        forms.put(wrapped.emptyOne().getClass(), wrapped);
    }
}
