// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;

/**
 * The serializer of classes whose fields are closed but that Java serialization knows how to copy: throwables, for one.
 *
 * <p>Slow and long, so it is the last resort. Stateless, and shared by all Kryo instances.
 */
final class JavaForm extends Serializer<Object> {
    static final JavaForm INSTANCE = new JavaForm();

    private JavaForm() {}

    @Override
    public void write(Kryo kryo, Output output, Object value) {
        if (kryo instanceof StoreKryo) {
            throw new NotEncodable(
                    value.getClass(), "only Java serialization copies it, which stores are kept free of");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(value);
        } catch (IOException e) {
            throw new NotEncodable(
                    value.getClass(),
                    "Java serialization refuses it (" + e.getClass().getSimpleName() + ")",
                    e);
        }
        output.writeVarInt(bytes.size(), true);
        output.writeBytes(bytes.toByteArray());
    }

    @Override
    @SuppressWarnings("BanSerializableRead") // the bytes never left this process
    public Object read(Kryo kryo, Input input, Class<?> type) {
        if (kryo instanceof StoreKryo) {
            throw new KryoException("stored bytes are never given to Java serialization");
        }
        byte[] bytes = input.readBytes(input.readVarInt(true));
        try (ObjectInputStream stream = new LoadingStream(new ByteArrayInputStream(bytes), kryo.getClassLoader())) {
            return stream.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new KryoException(e);
        }
    }

    /** An object stream that finds classes in the codec's loader. Confined to one thread. */
    private static final class LoadingStream extends ObjectInputStream {
        private final ClassLoader loader;

        LoadingStream(InputStream bytes, ClassLoader loader) throws IOException {
            super(bytes);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description); // primitive types
            }
        }
    }
}
