// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

/**
 * A serializer around another that lays what goes wrong to the class at hand, if nothing inside it has done so already.
 *
 * <p>A bare {@link KryoException} is Kryo's word on this one value (too deep, say) and passes unchanged. Confined to its Kryo
 * instance.
 */
final class Attributed extends Serializer<Object> {
    private final Class<?> type;
    private final Serializer<Object> inner;

    @SuppressWarnings("unchecked") // it is only given values of its class
    Attributed(Class<?> type, Serializer<?> inner) {
        this.type = type;
        this.inner = (Serializer<Object>) inner;
    }

    @Override
    public void write(Kryo kryo, Output output, Object value) {
        try {
            inner.write(kryo, output, value);
        } catch (RuntimeException e) {
            throw attribute(e, "it could not be taken apart");
        }
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<?> read) {
        try {
            return inner.read(kryo, input, read);
        } catch (RuntimeException e) {
            throw attribute(e, "it could not be put together again");
        }
    }

    private RuntimeException attribute(RuntimeException e, String what) {
        Throwable origin = Trouble.originOf(e);
        if (e instanceof NotEncodable || origin instanceof KryoException || origin instanceof VirtualMachineError) {
            return e;
        }
        return new NotEncodable(type, what + " (" + origin.getClass().getSimpleName() + ")", e);
    }
}
