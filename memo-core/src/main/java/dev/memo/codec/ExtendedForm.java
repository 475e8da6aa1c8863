// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.lang.reflect.Constructor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The serializer of an application's class that extends one of the JDK's collections or maps: the elements, and the fields that
 * the application has added.
 *
 * <p>The constructor without arguments makes the empty one; the added fields are set last, over whatever it or {@code add} left
 * in them. Confined to its Kryo instance.
 */
final class ExtendedForm extends Serializer<Object> {
    private final List<FieldSlot> slots;
    private final Constructor<?> constructor;

    ExtendedForm(Kryo kryo, Class<?> type, Constructor<?> constructor) {
        this.slots = InstanceFields.addedTo(Jdk.baseOf(type), type).stream()
                .map(field -> FieldSlot.of(kryo, field))
                .toList();
        this.constructor = constructor;
    }

    @Override
    @SuppressWarnings("unchecked") // only read from
    public void write(Kryo kryo, Output output, Object value) {
        if (value instanceof Collection<?> collection) {
            Elements.write(kryo, output, collection.toArray());
        } else {
            MapForm.writeEntries(kryo, output, (Map<@Nullable Object, @Nullable Object>) value);
        }
        for (FieldSlot slot : slots) {
            slot.write(kryo, output, value);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // filled with what an equal one held
    public Object read(Kryo kryo, Input input, Class<?> type) {
        Object value = newInstance();
        kryo.reference(value);
        if (value instanceof Collection<?> collection) {
            CollectionForm.fill((Collection<@Nullable Object>) collection, Elements.read(kryo, input));
        } else {
            MapForm.readEntries(kryo, input, (Map<@Nullable Object, @Nullable Object>) value);
        }
        for (FieldSlot slot : slots) {
            slot.read(kryo, input, value);
        }
        return value;
    }

    private Object newInstance() {
        try {
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new KryoException(e);
        }
    }
}
