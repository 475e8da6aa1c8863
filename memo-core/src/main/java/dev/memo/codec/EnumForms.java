// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forms of the enum collections, empty ones and enums with bodies included.
 *
 * <p>Stateless.
 */
@SuppressWarnings({"unchecked", "rawtypes"}) // the constants come from the very enum that the collection was made for
final class EnumForms {
    private EnumForms() {}

    static void addTo(Map<Class<?>, Serializer<?>> forms) {
        forms.put(EnumSet.class, new Leaf<EnumSet>(EnumForms::writeSet, EnumForms::readSet));
        forms.put(EnumMap.class, new Leaf<EnumMap>(EnumForms::writeMap, EnumForms::readMap));
    }

    private static void writeSet(Kryo kryo, Output output, EnumSet set) {
        EnumSet<?> sample = set.isEmpty() ? EnumSet.complementOf(set) : set;
        if (sample.isEmpty()) {
            throw new NotEncodable(EnumSet.class, "its enum has no constants");
        }
        kryo.writeClass(output, sample.iterator().next().getDeclaringClass());
        Elements.write(kryo, output, set.toArray());
    }

    private static EnumSet readSet(Kryo kryo, Input input) {
        EnumSet set = EnumSet.noneOf(kryo.readClass(input).getType());
        set.addAll(Arrays.asList(Elements.read(kryo, input)));
        return set;
    }

    private static void writeMap(Kryo kryo, Output output, EnumMap map) {
        List<@Nullable Object> keys = new ArrayList<>(map.keySet());
        output.writeBoolean(keys.isEmpty());
        if (keys.isEmpty()) {
            kryo.writeClass(output, enumOf(map));
            return;
        }
        Elements.write(kryo, output, keys.toArray());
        Elements.write(kryo, output, map.values().toArray());
    }

    private static EnumMap readMap(Kryo kryo, Input input) {
        if (input.readBoolean()) {
            return new EnumMap(kryo.readClass(input).getType());
        }
        @Nullable Object[] keys = Elements.read(kryo, input);
        EnumMap map = new EnumMap(((Enum<?>) keys[0]).getDeclaringClass());
        @Nullable Object[] values = Elements.read(kryo, input);
        for (int i = 0; i < keys.length; i++) {
            map.put((Enum) keys[i], values[i]);
        }
        return map;
    }

    /** The enum of an empty map is only known to Java serialization, which is made to tell the classes that it meets. */
    private static Class<?> enumOf(EnumMap map) {
        try (EnumSpotter spotter = new EnumSpotter()) {
            spotter.writeObject(map);
            return spotter.spotted();
        } catch (IOException e) {
            throw new NotEncodable(EnumMap.class, "its enum cannot be found", e);
        }
    }

    /** Writes to nowhere. Confined to one thread. */
    private static final class EnumSpotter extends ObjectOutputStream {
        private @Nullable Class<?> spotted;

        EnumSpotter() throws IOException {
            super(OutputStream.nullOutputStream());
        }

        @Override
        protected void annotateClass(Class<?> type) {
            spotted = type.isEnum() ? type : spotted;
        }

        Class<?> spotted() throws IOException {
            if (spotted == null) {
                throw new IOException("no enum was met");
            }
            return spotted;
        }
    }
}
