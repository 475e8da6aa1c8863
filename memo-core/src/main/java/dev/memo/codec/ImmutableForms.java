// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Serializer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The forms of the JDK's collections of fixed size: {@code List.of} and its kin, {@code Arrays.asList}, and the small ones of
 * {@code java.util.Collections}.
 *
 * <p>Stateless.
 */
final class ImmutableForms {
    private ImmutableForms() {}

    static void addTo(Map<Class<?>, Serializer<?>> forms) {
        addCollections(forms);
        addMaps(forms);
        addCopies(forms);
        for (Object one : List.of(
                Collections.EMPTY_LIST,
                Collections.EMPTY_SET,
                Collections.EMPTY_MAP,
                Collections.emptySortedSet(),
                Collections.emptySortedMap())) {
            forms.put(one.getClass(), new Leaf<Object>((kryo, out, v) -> {}, (kryo, in) -> one));
        }
    }

    private static void addCollections(Map<Class<?>, Serializer<?>> forms) {
        Serializer<?> list = collection(ImmutableForms::listOf);
        for (List<?> sample : List.of(
                List.of(),
                List.of(1),
                List.of(1, 2, 3),
                List.of(1, 2, 3).subList(0, 2),
                Stream.of().toList())) {
            forms.put(sample.getClass(), list);
        }
        Serializer<?> set = collection(Set::of);
        forms.put(Set.of().getClass(), set);
        forms.put(Set.of(1).getClass(), set);
        forms.put(Arrays.asList().getClass(), collection(Arrays::asList));
        forms.put(Collections.singletonList(1).getClass(), collection(e -> Collections.singletonList(e[0])));
        forms.put(Collections.singleton(1).getClass(), collection(e -> Collections.singleton(e[0])));
    }

    private static void addMaps(Map<Class<?>, Serializer<?>> forms) {
        Serializer<?> map = map(Map::copyOf);
        forms.put(Map.of().getClass(), map);
        forms.put(Map.of(1, 1).getClass(), map);
        forms.put(Collections.singletonMap(1, 1).getClass(), map(filled -> {
            Map.Entry<@Nullable Object, @Nullable Object> only =
                    filled.entrySet().iterator().next();
            return Collections.singletonMap(only.getKey(), only.getValue());
        }));
        forms.put(Map.entry(1, 1).getClass(), new EntryForm(Map::entry));
    }

    /** A list of equal elements, kept as their number and one of them. */
    private static void addCopies(Map<Class<?>, Serializer<?>> forms) {
        forms.put(
                Collections.nCopies(2, 1).getClass(),
                new Leaf<List<@Nullable Object>>(
                        (kryo, out, copies) -> {
                            out.writeVarInt(copies.size(), true);
                            kryo.writeClassAndObject(out, copies.isEmpty() ? null : copies.get(0));
                        },
                        (kryo, in) -> Collections.nCopies(in.readVarInt(true), kryo.readClassAndObject(in))));
    }

    private static Serializer<?> collection(Function<@Nullable Object[], Collection<@Nullable Object>> creator) {
        return new Leaf<Collection<@Nullable Object>>(
                (kryo, out, c) -> Elements.write(kryo, out, c.toArray()),
                (kryo, in) -> creator.apply(Elements.read(kryo, in)));
    }

    private static Serializer<?> map(
            Function<Map<@Nullable Object, @Nullable Object>, Map<@Nullable Object, @Nullable Object>> creator) {
        return new Leaf<Map<@Nullable Object, @Nullable Object>>(MapForm::writeEntries, (kryo, in) -> {
            Map<@Nullable Object, @Nullable Object> filled = new HashMap<>();
            MapForm.readEntries(kryo, in, filled);
            return creator.apply(filled);
        });
    }

    /**
     * A list as {@code Stream.toList()} makes it, which unlike {@code List.of} can hold nulls and be asked for one: so a copy never
     * throws where its original did not. The class is the same.
     */
    private static List<@Nullable Object> listOf(@Nullable Object[] elements) {
        return switch (elements.length) {
            case 1 -> elements[0] == null ? lenient(elements) : List.of(elements[0]);
            case 2 ->
                elements[0] == null || elements[1] == null ? lenient(elements) : List.of(elements[0], elements[1]);
            default -> lenient(elements);
        };
    }

    private static List<@Nullable Object> lenient(@Nullable Object[] elements) {
        return Arrays.stream(elements).toList();
    }
}
