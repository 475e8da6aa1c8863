// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The serializer of one class of collection: its elements, and its comparator if it has one.
 *
 * <p>Made of how to create an empty one and, for the wrappers of {@code java.util.Collections}, how to wrap it. The wrapper is
 * made before the elements are read, so that an element may refer back to it. Immutable, and shared by all Kryo instances.
 */
final class CollectionForm extends Serializer<Collection<@Nullable Object>> {
    private final boolean compared;
    private final Function<@Nullable Comparator<Object>, Collection<@Nullable Object>> empty;
    private final UnaryOperator<Collection<@Nullable Object>> wrap;

    private CollectionForm(
            boolean compared,
            Function<@Nullable Comparator<Object>, Collection<@Nullable Object>> empty,
            UnaryOperator<Collection<@Nullable Object>> wrap) {
        this.compared = compared;
        this.empty = empty;
        this.wrap = wrap;
    }

    /** A collection without a comparator. */
    static CollectionForm plain(Creator empty) {
        return new CollectionForm(false, comparator -> empty.create(), UnaryOperator.identity());
    }

    /** A collection with a comparator, null standing for the natural order. */
    static CollectionForm compared(Function<@Nullable Comparator<Object>, Collection<@Nullable Object>> empty) {
        return new CollectionForm(true, empty, UnaryOperator.identity());
    }

    /** The same collection inside a wrapper that writes through to it. */
    CollectionForm in(UnaryOperator<Collection<@Nullable Object>> wrapper) {
        return new CollectionForm(compared, empty, wrapper);
    }

    /** An empty collection of this form, in its wrapper. */
    Collection<@Nullable Object> emptyOne() {
        return wrap.apply(empty.apply(null));
    }

    @Override
    public void write(Kryo kryo, Output output, Collection<@Nullable Object> value) {
        if (compared) {
            kryo.writeClassAndObject(output, comparatorOf(value));
        }
        Elements.write(kryo, output, value.toArray());
    }

    @Override
    public Collection<@Nullable Object> read(
            Kryo kryo, Input input, Class<? extends Collection<@Nullable Object>> type) {
        @SuppressWarnings("unchecked") // it was the comparator of such a collection
        Comparator<Object> comparator = compared ? (Comparator<Object>) kryo.readClassAndObject(input) : null;
        Collection<@Nullable Object> filled = empty.apply(comparator);
        Collection<@Nullable Object> result = wrap.apply(filled);
        kryo.reference(result);
        fill(filled, Elements.read(kryo, input));
        return result;
    }

    static void fill(Collection<@Nullable Object> filled, @Nullable Object[] elements) {
        filled.addAll(Arrays.asList(elements));
        if (filled.size() != elements.length) {
            throw new KryoException("some elements have become equal to one another");
        }
    }

    private static @Nullable Comparator<?> comparatorOf(Collection<?> value) {
        return value instanceof PriorityQueue<?> queue ? queue.comparator() : ((SortedSet<?>) value).comparator();
    }

    /** Makes an empty collection. Stateless. */
    interface Creator {
        Collection<@Nullable Object> create();
    }
}
