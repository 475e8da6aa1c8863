// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentHashMap.KeySetView;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The forms of {@code java.util.concurrent}, but for its maps. Stateless. */
final class ConcurrentForms {
    private ConcurrentForms() {}

    static void addTo(Map<Class<?>, Serializer<?>> forms) {
        forms.put(
                ConcurrentSkipListSet.class,
                new Attributed(ConcurrentSkipListSet.class, CollectionForm.compared(ConcurrentSkipListSet::new)));
        forms.put(ConcurrentLinkedQueue.class, CollectionForm.plain(ConcurrentLinkedQueue::new));
        forms.put(ConcurrentLinkedDeque.class, CollectionForm.plain(ConcurrentLinkedDeque::new));
        forms.put(CopyOnWriteArrayList.class, CollectionForm.plain(CopyOnWriteArrayList::new));
        forms.put(CopyOnWriteArraySet.class, CollectionForm.plain(CopyOnWriteArraySet::new));
        forms.put(KeySetView.class, new Leaf<>(ConcurrentForms::writeKeySet, ConcurrentForms::readKeySet));
        addAtomics(forms);
    }

    private static void addAtomics(Map<Class<?>, Serializer<?>> forms) {
        forms.put(
                AtomicBoolean.class,
                new Leaf<AtomicBoolean>(
                        (kryo, out, v) -> out.writeBoolean(v.get()),
                        (kryo, in) -> new AtomicBoolean(in.readBoolean())));
        forms.put(
                AtomicInteger.class,
                new Leaf<AtomicInteger>(
                        (kryo, out, v) -> out.writeInt(v.get()), (kryo, in) -> new AtomicInteger(in.readInt())));
        forms.put(
                AtomicLong.class,
                new Leaf<AtomicLong>(
                        (kryo, out, v) -> out.writeLong(v.get()), (kryo, in) -> new AtomicLong(in.readLong())));
        forms.put(
                LongAdder.class,
                new Leaf<LongAdder>((kryo, out, v) -> out.writeLong(v.sum()), (kryo, in) -> longAdder(in.readLong())));
        forms.put(
                DoubleAdder.class,
                new Leaf<DoubleAdder>(
                        (kryo, out, v) -> out.writeDouble(v.sum()), (kryo, in) -> doubleAdder(in.readDouble())));
        forms.put(
                AtomicReference.class,
                new Leaf<AtomicReference<@Nullable Object>>(
                        (kryo, out, v) -> kryo.writeClassAndObject(out, v.get()), ConcurrentForms::readReference));
        forms.put(
                AtomicReferenceArray.class,
                new Leaf<>(ConcurrentForms::writeReferences, ConcurrentForms::readReferences));
    }

    private static LongAdder longAdder(long sum) {
        LongAdder adder = new LongAdder();
        adder.add(sum);
        return adder;
    }

    private static DoubleAdder doubleAdder(double sum) {
        DoubleAdder adder = new DoubleAdder();
        adder.add(sum);
        return adder;
    }

    private static AtomicReference<@Nullable Object> readReference(Kryo kryo, Input input) {
        AtomicReference<@Nullable Object> reference = new AtomicReference<>();
        kryo.reference(reference);
        reference.set(kryo.readClassAndObject(input));
        return reference;
    }

    private static void writeReferences(Kryo kryo, Output output, AtomicReferenceArray<@Nullable Object> array) {
        @Nullable Object[] elements = new Object[array.length()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = array.get(i);
        }
        Elements.write(kryo, output, elements);
    }

    private static AtomicReferenceArray<@Nullable Object> readReferences(Kryo kryo, Input input) {
        return new AtomicReferenceArray<>(Elements.read(kryo, input));
    }

    /** A set of its own maps its elements to true; the keys of a map are written with that map. */
    private static void writeKeySet(Kryo kryo, Output output, KeySetView<Object, @Nullable Object> keys) {
        kryo.writeClassAndObject(output, keys.getMappedValue());
        kryo.writeClassAndObject(output, keys.getMap());
    }

    @SuppressWarnings("unchecked") // they were the parts of such a view
    private static KeySetView<Object, @Nullable Object> readKeySet(Kryo kryo, Input input) {
        Object mapped = kryo.readClassAndObject(input);
        ConcurrentHashMap<Object, @Nullable Object> map =
                (ConcurrentHashMap<Object, @Nullable Object>) kryo.readClassAndObject(input);
        return mapped == null ? map.keySet() : map.keySet(mapped);
    }
}
