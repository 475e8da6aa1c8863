// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The serializer of a record as its fields, put together again by its canonical constructor.
 *
 * <p>Unlike Kryo's own it reads the fields and calls no accessor: that is code of the user's, which may be memoized
 * itself. Confined to its Kryo instance.
 */
final class RecordForm extends Serializer<Object> {
    private final List<FieldSlot> slots;
    private final Constructor<?> canonical;

    RecordForm(Kryo kryo, Class<?> type) {
        super(false, true);
        RecordComponent[] components = type.getRecordComponents();
        List<String> names =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        this.slots = InstanceFields.of(type).stream()
                .sorted(Comparator.comparingInt(field -> names.indexOf(field.getName())))
                .map(field -> FieldSlot.of(kryo, field))
                .toList();
        try {
            this.canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new LinkageError("a record has its canonical constructor", e);
        }
    }

    @Override
    public void write(Kryo kryo, Output output, Object value) {
        for (FieldSlot slot : slots) {
            slot.write(kryo, output, value);
        }
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<?> type) {
        Object[] values = new Object[slots.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = slots.get(i).readValue(kryo, input);
        }
        try {
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new KryoException(e);
        }
    }
}
