// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Serializer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The classes of the JDK that are copied in a way of their own, each with its serializer.
 *
 * <p>Every Kryo instance registers them in this order, so their bytes carry a number in place of a name. They are known to
 * survive and are not verified again. Immutable.
 */
final class JdkForms {
    private static final Map<Class<?>, Serializer<?>> BY_CLASS = new LinkedHashMap<>();

    static {
        CollectionForms.addTo(BY_CLASS);
        MapForms.addTo(BY_CLASS);
        ImmutableForms.addTo(BY_CLASS);
        ValueForms.addTo(BY_CLASS);
        ConcurrentForms.addTo(BY_CLASS);
        EnumForms.addTo(BY_CLASS);
        ComparatorForms.addTo(BY_CLASS);
    }

    private JdkForms() {}

    static void forEach(BiConsumer<Class<?>, Serializer<?>> action) {
        BY_CLASS.forEach(action);
    }
}
