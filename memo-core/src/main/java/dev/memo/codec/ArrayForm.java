// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/**
 * The serializer of arrays of references in stores: unlike Kryo's own it makes no array of more elements than bytes.
 * Immutable.
 */
final class ArrayForm extends Serializer<@Nullable Object[]> {
    private final Class<?> component;
    private final boolean exact;

    /**
     * Creates the form of one array type.
     *
     * @param exact whether all elements are of the component type itself, so that their class is not written
     */
    ArrayForm(Class<?> component, boolean exact) {
        this.component = component;
        this.exact = exact;
    }

    @Override
    public void write(Kryo kryo, Output output, @Nullable Object[] array) {
        output.writeVarInt(array.length, true);
        for (Object element : array) {
            if (exact) {
                kryo.writeObjectOrNull(output, element, component);
            } else {
                kryo.writeClassAndObject(output, element);
            }
        }
    }

    @Override
    public @Nullable Object[] read(Kryo kryo, Input input, Class<? extends @Nullable Object[]> type) {
        int length = input.readVarInt(true);
        if (length < 0 || length > input.limit() - input.position()) {
            throw new KryoException("more elements than bytes");
        }
        @Nullable Object[] array = (Object[]) Array.newInstance(component, length);
        kryo.reference(array);
        for (int i = 0; i < length; i++) {
            array[i] = exact ? kryo.readObjectOrNull(input, component) : kryo.readClassAndObject(input);
        }
        return array;
    }
}
