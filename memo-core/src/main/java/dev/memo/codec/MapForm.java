// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The serializer of one class of map: its keys, its values, and its comparator if it has one.
 *
 * <p>The counterpart of {@link CollectionForm}. Immutable, and shared by all Kryo instances.
 */
final class MapForm extends Serializer<Map<@Nullable Object, @Nullable Object>> {
    private final boolean compared;
    private final Function<@Nullable Comparator<Object>, Map<@Nullable Object, @Nullable Object>> empty;
    private final UnaryOperator<Map<@Nullable Object, @Nullable Object>> wrap;

    private MapForm(
            boolean compared,
            Function<@Nullable Comparator<Object>, Map<@Nullable Object, @Nullable Object>> empty,
            UnaryOperator<Map<@Nullable Object, @Nullable Object>> wrap) {
        this.compared = compared;
        this.empty = empty;
        this.wrap = wrap;
    }

    /** A map without a comparator. */
    static MapForm plain(Creator empty) {
        return new MapForm(false, comparator -> empty.create(), UnaryOperator.identity());
    }

    /** A map with a comparator, null standing for the natural order. */
    static MapForm compared(Function<@Nullable Comparator<Object>, Map<@Nullable Object, @Nullable Object>> empty) {
        return new MapForm(true, empty, UnaryOperator.identity());
    }

    /** The same map inside a wrapper that writes through to it. */
    MapForm in(UnaryOperator<Map<@Nullable Object, @Nullable Object>> wrapper) {
        return new MapForm(compared, empty, wrapper);
    }

    /** An empty map of this form, in its wrapper. */
    Map<@Nullable Object, @Nullable Object> emptyOne() {
        return wrap.apply(empty.apply(null));
    }

    @Override
    public void write(Kryo kryo, Output output, Map<@Nullable Object, @Nullable Object> value) {
        if (compared) {
            kryo.writeClassAndObject(output, ((SortedMap<?, ?>) value).comparator());
        }
        writeEntries(kryo, output, value);
    }

    @Override
    public Map<@Nullable Object, @Nullable Object> read(
            Kryo kryo, Input input, Class<? extends Map<@Nullable Object, @Nullable Object>> type) {
        @SuppressWarnings("unchecked") // it was the comparator of such a map
        Comparator<Object> comparator = compared ? (Comparator<Object>) kryo.readClassAndObject(input) : null;
        Map<@Nullable Object, @Nullable Object> filled = empty.apply(comparator);
        Map<@Nullable Object, @Nullable Object> result = wrap.apply(filled);
        kryo.reference(result);
        readEntries(kryo, input, filled);
        return result;
    }

    static void writeEntries(Kryo kryo, Output output, Map<@Nullable Object, @Nullable Object> map) {
        List<@Nullable Object> keys = new ArrayList<>(map.size());
        List<@Nullable Object> values = new ArrayList<>(map.size());
        for (Map.Entry<@Nullable Object, @Nullable Object> entry : map.entrySet()) {
            keys.add(entry.getKey());
            values.add(entry.getValue());
        }
        Elements.write(kryo, output, keys.toArray());
        Elements.write(kryo, output, values.toArray());
    }

    static void readEntries(Kryo kryo, Input input, Map<@Nullable Object, @Nullable Object> filled) {
        @Nullable Object[] keys = Elements.read(kryo, input);
        @Nullable Object[] values = Elements.read(kryo, input);
        for (int i = 0; i < keys.length; i++) {
            filled.put(keys[i], values[i]);
        }
        if (filled.size() != keys.length) {
            throw new KryoException("some keys have become equal to one another");
        }
    }

    /** Makes an empty map. Stateless. */
    interface Creator {
        Map<@Nullable Object, @Nullable Object> create();
    }
}
