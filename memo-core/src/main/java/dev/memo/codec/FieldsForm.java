// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.esotericsoftware.kryo.kryo5.objenesis.instantiator.ObjectInstantiator;
import com.esotericsoftware.kryo.kryo5.objenesis.strategy.StdInstantiatorStrategy;
import java.util.List;

/**
 * The serializer of an application's class as all of its instance fields, copied one by one into an instance that no
 * constructor has run for.
 *
 * <p>Unlike Kryo's own it generates no accessor classes, runs no constructor, and copies transient and synthetic fields too.
 * Confined to its Kryo instance.
 */
final class FieldsForm extends Serializer<Object> {
    private final List<FieldSlot> slots;
    private final ObjectInstantiator<?> instantiator;

    FieldsForm(Kryo kryo, Class<?> type) {
        this.slots = InstanceFields.of(type).stream()
                .map(field -> FieldSlot.of(kryo, field))
                .toList();
        this.instantiator = new StdInstantiatorStrategy().newInstantiatorOf(type);
    }

    @Override
    public void write(Kryo kryo, Output output, Object value) {
        for (FieldSlot slot : slots) {
            slot.write(kryo, output, value);
        }
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<?> type) {
        Object value = instantiator.newInstance();
        kryo.reference(value);
        for (FieldSlot slot : slots) {
            slot.read(kryo, input, value);
        }
        return value;
    }
}
