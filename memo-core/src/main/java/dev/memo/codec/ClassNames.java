// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a {@link Class} that is itself a value, as its name, provided that the name leads back to it.
 *
 * <p>Kryo would register the class as if an instance of it had been met. Stateless.
 */
final class ClassNames {
    private static final Map<String, Class<?>> PRIMITIVES = Stream.<Class<?>>of(
                    boolean.class,
                    byte.class,
                    char.class,
                    short.class,
                    int.class,
                    long.class,
                    float.class,
                    double.class,
                    void.class)
            .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

    private ClassNames() {}

    static void write(Kryo kryo, Output output, Class<?> type) {
        if (find(kryo, type.getName()) != type) {
            throw new KryoException("a class that its name does not lead to");
        }
        output.writeString(type.getName());
    }

    static Class<?> read(Kryo kryo, Input input) {
        return find(kryo, input.readString());
    }

    private static Class<?> find(Kryo kryo, String name) {
        Class<?> primitive = PRIMITIVES.get(name);
        if (primitive != null) {
            return primitive;
        }
        if (kryo instanceof StoreKryo store) {
            return store.allowed().find(name);
        }
        try {
            return Class.forName(name, false, kryo.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new KryoException("a class that its name does not lead to", e);
        }
    }
}
