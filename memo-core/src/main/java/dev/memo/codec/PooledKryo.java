// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Kryo instance with its buffers, which keep nothing of a value once it is written or read.
 *
 * <p>Confined to the thread that has claimed it from its {@link KryoPool}.
 */
final class PooledKryo {
    private static final int BUFFER_BYTES = 1024;
    private static final int BUFFER_KEPT_BYTES = 64 * 1024;
    private static final byte[] NOTHING = {};

    private final MemoKryo kryo;
    private final Output output = new Output(BUFFER_BYTES, -1);
    private final Output counter = new Output(OutputStream.nullOutputStream(), BUFFER_BYTES);
    private final Input input;

    PooledKryo(MemoKryo kryo) {
        this(kryo, new Input(NOTHING));
    }

    PooledKryo(MemoKryo kryo, Input input) {
        this.kryo = kryo;
        this.input = input;
    }

    byte[] write(Object value) {
        output.reset();
        kryo.writeClassAndObject(output, value);
        byte[] bytes = output.toBytes();
        if (output.getBuffer().length > BUFFER_KEPT_BYTES) {
            output.setBuffer(new byte[BUFFER_BYTES], -1);
        }
        return bytes;
    }

    /** The length of what {@link #write} would return. */
    int count(Object value) {
        counter.reset();
        kryo.writeClassAndObject(counter, value);
        return Math.toIntExact(counter.total());
    }

    Object read(byte[] bytes) {
        input.setBuffer(bytes);
        @Nullable Object value = kryo.readClassAndObject(input);
        boolean complete = input.position() == bytes.length;
        input.setBuffer(NOTHING);
        if (value == null || !complete) {
            throw new KryoException("the bytes are not those of one value");
        }
        return value;
    }

    /** The classes that this instance has met and that the codec has not verified. */
    List<Class<?>> unverified() {
        return kryo.unverified();
    }
}
