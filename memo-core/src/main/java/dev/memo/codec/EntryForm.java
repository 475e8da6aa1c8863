// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The serializer of one class of map entry: its key and its value. Immutable, and shared by all Kryo instances. */
final class EntryForm extends Serializer<Map.Entry<@Nullable Object, @Nullable Object>> {
    private final BiFunction<@Nullable Object, @Nullable Object, Map.Entry<@Nullable Object, @Nullable Object>> creator;

    EntryForm(BiFunction<@Nullable Object, @Nullable Object, Map.Entry<@Nullable Object, @Nullable Object>> creator) {
        this.creator = creator;
    }

    @Override
    public void write(Kryo kryo, Output output, Map.Entry<@Nullable Object, @Nullable Object> entry) {
        kryo.writeClassAndObject(output, entry.getKey());
        kryo.writeClassAndObject(output, entry.getValue());
    }

    @Override
    public Map.Entry<@Nullable Object, @Nullable Object> read(
            Kryo kryo, Input input, Class<? extends Map.Entry<@Nullable Object, @Nullable Object>> type) {
        return creator.apply(kryo.readClassAndObject(input), kryo.readClassAndObject(input));
    }
}
