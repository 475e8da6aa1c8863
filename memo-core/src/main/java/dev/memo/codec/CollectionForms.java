// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Serializer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.Stack;
import java.util.TreeSet;
import java.util.Vector;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The forms of the JDK's collections and of the wrappers around them. Stateless. */
@SuppressWarnings("JdkObsolete") // users return such collections
final class CollectionForms {
    private static final CollectionForm ARRAY_LIST = CollectionForm.plain(ArrayList::new);
    private static final CollectionForm LINKED_LIST = CollectionForm.plain(LinkedList::new);
    private static final CollectionForm LINKED_SET = CollectionForm.plain(LinkedHashSet::new);
    private static final CollectionForm TREE_SET = CollectionForm.compared(TreeSet::new);

    private CollectionForms() {}

    static void addTo(Map<Class<?>, Serializer<?>> forms) {
        forms.put(ArrayList.class, ARRAY_LIST);
        forms.put(LinkedList.class, LINKED_LIST);
        forms.put(HashSet.class, CollectionForm.plain(HashSet::new));
        forms.put(LinkedHashSet.class, LINKED_SET);
        forms.put(TreeSet.class, new Attributed(TreeSet.class, TREE_SET));
        forms.put(ArrayDeque.class, CollectionForm.plain(ArrayDeque::new));
        forms.put(Vector.class, CollectionForm.plain(Vector::new));
        forms.put(Stack.class, CollectionForm.plain(Stack::new));
        forms.put(
                PriorityQueue.class, new Attributed(PriorityQueue.class, CollectionForm.compared(PriorityQueue::new)));
        addUnmodifiable(forms);
        addSynchronized(forms);
        addOthers(forms);
    }

    /** The form of a class that is only known by its interfaces: an equal plain collection that implements them too. */
    static CollectionForm standIn(Class<?> view) {
        if (SortedSet.class.isAssignableFrom(view)) {
            return TREE_SET;
        }
        if (Set.class.isAssignableFrom(view)) {
            return LINKED_SET;
        }
        return Queue.class.isAssignableFrom(view) ? LINKED_LIST : ARRAY_LIST;
    }

    private static void addUnmodifiable(Map<Class<?>, Serializer<?>> forms) {
        put(forms, ARRAY_LIST, Collections::unmodifiableCollection);
        put(forms, ARRAY_LIST, c -> Collections.unmodifiableList((List<@Nullable Object>) c));
        put(forms, LINKED_LIST, c -> Collections.unmodifiableList((List<@Nullable Object>) c));
        put(forms, LINKED_SET, c -> Collections.unmodifiableSet((Set<@Nullable Object>) c));
        put(forms, TREE_SET, c -> Collections.unmodifiableSortedSet((SortedSet<@Nullable Object>) c));
        put(forms, TREE_SET, c -> Collections.unmodifiableNavigableSet((NavigableSet<@Nullable Object>) c));
    }

    private static void addSynchronized(Map<Class<?>, Serializer<?>> forms) {
        put(forms, ARRAY_LIST, Collections::synchronizedCollection);
        put(forms, ARRAY_LIST, c -> Collections.synchronizedList((List<@Nullable Object>) c));
        put(forms, LINKED_LIST, c -> Collections.synchronizedList((List<@Nullable Object>) c));
        put(forms, LINKED_SET, c -> Collections.synchronizedSet((Set<@Nullable Object>) c));
        put(forms, TREE_SET, c -> Collections.synchronizedSortedSet((SortedSet<@Nullable Object>) c));
        put(forms, TREE_SET, c -> Collections.synchronizedNavigableSet((NavigableSet<@Nullable Object>) c));
    }

    private static void addOthers(Map<Class<?>, Serializer<?>> forms) {
        put(forms, CollectionForm.plain(() -> Collections.newSetFromMap(new LinkedHashMap<>())), c -> c);
        put(forms, LINKED_LIST, c -> Collections.asLifoQueue((Deque<@Nullable Object>) c));
    }

    /** Finds the class by making an empty one. */
    private static void put(
            Map<Class<?>, Serializer<?>> forms,
            CollectionForm form,
            UnaryOperator<Collection<@Nullable Object>> wrapper) {
        CollectionForm wrapped = form.in(wrapper);
        forms.put(wrapped.emptyOne().getClass(), wrapped);
    }
}
