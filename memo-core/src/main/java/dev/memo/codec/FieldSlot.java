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
record FieldSlot(Field field, Class<?> type, char kind, boolean exact) {

    static FieldSlot of(Kryo kryo, Field field) {
        return new FieldSlot(
                field, field.getType(), field.getType().descriptorString().charAt(0), kryo.isFinal(field.getType()));
    }

    void write(Kryo kryo, Output output, Object owner) {
        try {
            if (type.isPrimitive()) {
                writePrimitive(output, owner);
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
            if (type.isPrimitive()) {
                readPrimitive(input, owner);
            } else {
                field.set(owner, readValue(kryo, input));
            }
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

    /** As Kryo would write the box, without one. */
    private void writePrimitive(Output output, Object owner) throws IllegalAccessException {
        switch (kind) {
            case 'Z' -> output.writeBoolean(field.getBoolean(owner));
            case 'B' -> output.writeByte(field.getByte(owner));
            case 'C' -> output.writeChar(field.getChar(owner));
            case 'S' -> output.writeShort(field.getShort(owner));
            case 'I' -> output.writeInt(field.getInt(owner), false);
            case 'J' -> output.writeLong(field.getLong(owner), false);
            case 'F' -> output.writeFloat(field.getFloat(owner));
            default -> output.writeDouble(field.getDouble(owner));
        }
    }

    private void readPrimitive(Input input, Object owner) throws IllegalAccessException {
        switch (kind) {
            case 'Z' -> field.setBoolean(owner, input.readBoolean());
            case 'B' -> field.setByte(owner, input.readByte());
            case 'C' -> field.setChar(owner, input.readChar());
            case 'S' -> field.setShort(owner, input.readShort());
            case 'I' -> field.setInt(owner, input.readInt(false));
            case 'J' -> field.setLong(owner, input.readLong(false));
            case 'F' -> field.setFloat(owner, input.readFloat());
            default -> field.setDouble(owner, input.readDouble());
        }
    }

    @Override
    public String toString() {
        return field.getName() + " (" + field.getDeclaringClass().getName() + ")";
    }
}
