// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.objenesis.instantiator.sun.UnsafeFactoryInstantiator;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies objects of one class field by field: where no field leads to anything that may change, a shallow copy is as good
 * as a deep one, and takes a tenth of the time that decoding does.
 *
 * <p>What is a copy is said by {@link FieldsForm}, whose classes these are: all fields, no constructor. Immutable.
 */
final class FlatCopier {
    private static final MethodType FIELD = MethodType.methodType(void.class, Object.class, Object.class);

    private final UnsafeFactoryInstantiator<?> blank;

    /** Copies all fields into its first argument from its second. */
    private final MethodHandle fields;

    /** Those whose values have to be looked at. */
    private final List<Field> doubtful;

    private FlatCopier(Class<?> type, List<Field> all) {
        this.blank = new UnsafeFactoryInstantiator<>(type);
        this.fields = copyOf(all);
        this.doubtful = all.stream()
                .filter(field -> !ImmutabilityPlans.isProvenByType(field.getType()))
                .toList();
    }

    /** Returns a copier, or null if copies of this class are more than copies of fields. */
    static @Nullable FlatCopier of(Class<?> type) {
        boolean copiedByFields = !Jdk.owns(type)
                && !type.isArray()
                && !type.isEnum()
                && !type.isRecord()
                && !type.isHidden()
                && Jdk.baseOf(type) == Object.class
                && Singletons.find(type) == null;
        return copiedByFields ? new FlatCopier(type, InstanceFields.of(type)) : null;
    }

    /** Returns whether the object's fields lead to nothing that may change. */
    boolean isFlat(Object value) {
        for (Field field : doubtful) {
            try {
                if (!Immutability.proven(field.get(value))) {
                    return false;
                }
            } catch (IllegalAccessException e) {
                return false;
            }
        }
        return true;
    }

    /** Returns another object with the same field values. */
    Object copy(Object from) {
        Object to = blank.newInstance();
        try {
            fields.invokeExact(to, from);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a field that was open is closed", e);
        }
        return to;
    }

    private static MethodHandle copyOf(List<Field> fields) {
        MethodHandle all = MethodHandles.empty(FIELD);
        try {
            for (Field field : fields) {
                all = MethodHandles.foldArguments(copyOf(field), all);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a field that was opened is closed", e);
        }
        return all;
    }

    private static MethodHandle copyOf(Field field) throws IllegalAccessException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle get = lookup.unreflectGetter(field);
        MethodHandle set = lookup.unreflectSetter(field);
        return MethodHandles.filterArguments(
                set.asType(set.type().changeParameterType(0, Object.class)),
                1,
                get.asType(get.type().changeParameterType(0, Object.class)));
    }
}
