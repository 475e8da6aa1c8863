// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

/**
 * The serializer of a class given as two functions, for values that cannot be part of a cycle.
 *
 * <p>Immutable, and shared by all Kryo instances.
 */
final class Leaf<T> extends Serializer<T> {
    private final Writer<T> writer;
    private final Reader<T> reader;

    Leaf(Writer<T> writer, Reader<T> reader) {
        this.writer = writer;
        this.reader = reader;
    }

    @Override
    public void write(Kryo kryo, Output output, T value) {
        writer.write(kryo, output, value);
    }

    @Override
    public T read(Kryo kryo, Input input, Class<? extends T> type) {
        return reader.read(kryo, input);
    }

    /** Writes a value that is not null. Stateless. */
    interface Writer<T> {
        void write(Kryo kryo, Output output, T value);
    }

    /** Reads what the writer wrote. Stateless. */
    interface Reader<T> {
        T read(Kryo kryo, Input input);
    }
}
