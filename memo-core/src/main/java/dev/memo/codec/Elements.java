// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads a run of elements: their number, their class once if all have the same, and each of them.
 *
 * <p>It works on arrays, so that a collection changed by another thread meanwhile is written as one snapshot, with a number
 * that fits. Stateless.
 */
final class Elements {
    private static final Object[] NONE = {};

    private Elements() {}

    static void write(Kryo kryo, Output output, @Nullable Object[] elements) {
        output.writeVarInt(elements.length, true);
        if (elements.length == 0) {
            return;
        }
        Class<?> common = commonClass(elements);
        kryo.writeClass(output, common);
        if (common == null) {
            for (Object element : elements) {
                kryo.writeClassAndObject(output, element);
            }
            return;
        }
        Serializer<?> serializer = kryo.getSerializer(common);
        for (Object element : elements) {
            kryo.writeObject(output, element, serializer);
        }
    }

    static @Nullable Object[] read(Kryo kryo, Input input) {
        int length = input.readVarInt(true);
        if (length == 0) {
            return NONE;
        }
        if (length < 0 || length > input.limit() - input.position()) {
            throw new KryoException("more elements than bytes");
        }
        @Nullable Object[] elements = new Object[length];
        Registration common = kryo.readClass(input);
        for (int i = 0; i < length; i++) {
            elements[i] = common == null ? kryo.readClassAndObject(input) : readOne(kryo, input, common);
        }
        return elements;
    }

    @SuppressWarnings("unchecked") // the serializer was chosen for this very class
    private static Object readOne(Kryo kryo, Input input, Registration common) {
        return kryo.readObject(input, (Class<Object>) common.getType(), common.getSerializer());
    }

    private static @Nullable Class<?> commonClass(@Nullable Object[] elements) {
        Class<?> common = elements[0] == null ? null : elements[0].getClass();
        for (Object element : elements) {
            if (element == null || element.getClass() != common) {
                return null;
            }
        }
        return common;
    }
}
