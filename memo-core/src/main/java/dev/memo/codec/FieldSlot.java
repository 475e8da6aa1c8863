// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * One instance field of a class, and how its value is written and read.
 *
 * <p>The class of the value is left out where the declared type is final. Immutable.
 */
record FieldSlot(Field field, Class<?> type, boolean exact) {

    static FieldSlot of(Kryo kryo, Field field) {
        return new FieldSlot(field, field.getType(), kryo.isFinal(field.getType()));
    }

    void write(Kryo kryo, Output output, Object owner) {
        try {
            if (type.isPrimitive()) {
                kryo.writeObject(output, field.get(owner));
            } else if (exact) {
                kryo.writeObjectOrNull(output, field.get(owner), type);
            } else {
                kryo.writeClassAndObject(output, field.get(owner));
            }
        } catch (KryoException e) {
            e.addTrace(toString());
            throw e;
        } catch (IllegalAccessException e) {
            throw new KryoException(e);
        }
    }

    void read(Kryo kryo, Input input, Object owner) {
        try {
            field.set(owner, readValue(kryo, input));
        } catch (KryoException e) {
            e.addTrace(toString());
            throw e;
        } catch (IllegalAccessException e) {
            throw new KryoException(e);
        }
    }

    /** Reads a value, for somebody else to put into its place. */
    @Nullable
    Object readValue(Kryo kryo, Input input) {
        if (type.isPrimitive()) {
            return kryo.readObject(input, type);
        }
        return exact ? kryo.readObjectOrNull(input, type) : kryo.readClassAndObject(input);
    }

    @Override
    public String toString() {
        return field.getName() + " (" + field.getDeclaringClass().getName() + ")";
    }
}
