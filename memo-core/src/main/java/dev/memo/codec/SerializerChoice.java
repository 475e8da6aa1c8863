// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how a class is copied that has no form of its own.
 *
 * <p>Confined to its Kryo instance.
 */
final class SerializerChoice {
    private final Kryo kryo;

    SerializerChoice(Kryo kryo) {
        this.kryo = kryo;
    }

    /** The serializer of this class, or null if Kryo's own choice is right. */
    @Nullable
    Serializer<?> choose(Class<?> type) {
        if (type.isArray() || Enum.class.isAssignableFrom(type)) {
            return null;
        }
        return Jdk.owns(type) ? ofTheJdk(type) : new Attributed(type, ofTheApplication(type));
    }

    private @Nullable Serializer<?> ofTheJdk(Class<?> type) {
        if (Path.class.isAssignableFrom(type)) {
            return ValueForms.PATH;
        }
        if (ByteBuffer.class.isAssignableFrom(type)) {
            return ValueForms.BYTE_BUFFER;
        }
        if (TimeZone.class.isAssignableFrom(type)) {
            return ValueForms.TIME_ZONE;
        }
        if (KryoOwn.covers(type)) {
            return null;
        }
        if (Jdk.isHiddenFromUsers(type) && Views.canBeReplaced(type)) {
            return Views.standIn(type);
        }
        return serialized(type, "its fields are closed, being of the JDK");
    }

    private Serializer<?> ofTheApplication(Class<?> type) {
        if (type.isRecord()) {
            return new RecordForm(kryo, type);
        }
        Object singleton = Singletons.find(type);
        if (singleton != null) {
            return new Leaf<Object>((kryo, out, v) -> {}, (kryo, in) -> singleton);
        }
        Class<?> base = Jdk.baseOf(type);
        if (isContainer(base) && !Jdk.isSkeleton(base)) {
            Constructor<?> constructor = keepsMore(base) ? null : constructorOf(type);
            return constructor == null
                    ? serialized(type, "it has no constructor that would make an empty one")
                    : new ExtendedForm(kryo, type, constructor);
        }
        return InstanceFields.areClosed(type)
                ? serialized(type, "fields of its superclass are closed, being of the JDK")
                : new FieldsForm(kryo, type);
    }

    private static Serializer<?> serialized(Class<?> type, String otherwise) {
        if (Serializable.class.isAssignableFrom(type)) {
            return JavaForm.INSTANCE;
        }
        throw new NotEncodable(type, otherwise);
    }

    private static boolean isContainer(Class<?> base) {
        return Collection.class.isAssignableFrom(base) || Map.class.isAssignableFrom(base);
    }

    /** Whether such a container has a comparator, a capacity or defaults, which a new empty one would not have. */
    private static boolean keepsMore(Class<?> base) {
        return SortedSet.class.isAssignableFrom(base)
                || SortedMap.class.isAssignableFrom(base)
                || PriorityQueue.class.isAssignableFrom(base)
                || EnumMap.class.isAssignableFrom(base)
                || BlockingQueue.class.isAssignableFrom(base)
                || Properties.class.isAssignableFrom(base);
    }

    private static @Nullable Constructor<?> constructorOf(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException | InaccessibleObjectException e) {
            return null;
        }
    }
}
