// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Serializer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The private view classes of the JDK ({@code subList}, {@code keySet}, {@code values} ...), and what may stand in for them.
 *
 * <p>Users can only know them by their interfaces, so an equal plain collection that has the same ones will do. Stateless.
 */
final class Views {
    private Views() {}

    static boolean canBeReplaced(Class<?> view) {
        return Collection.class.isAssignableFrom(view)
                || Map.class.isAssignableFrom(view)
                || Map.Entry.class.isAssignableFrom(view);
    }

    static Serializer<?> standIn(Class<?> view) {
        return Collection.class.isAssignableFrom(view) ? CollectionForms.standIn(view) : MapForms.standIn(view);
    }

    /** Whether the copy's class has every public interface of {@code java.util} that the view's class has. */
    static boolean standsIn(Class<?> copy, Class<?> view) {
        if (!Jdk.isHiddenFromUsers(view) || !canBeReplaced(view)) {
            return false;
        }
        Set<Class<?>> interfaces = new HashSet<>();
        collect(view, interfaces);
        return interfaces.stream().allMatch(i -> i.isAssignableFrom(copy));
    }

    private static void collect(@Nullable Class<?> type, Set<Class<?>> interfaces) {
        if (type == null) {
            return;
        }
        for (Class<?> parent : type.getInterfaces()) {
            if (!Jdk.isHiddenFromUsers(parent) && parent.getPackageName().startsWith("java.util")) {
                interfaces.add(parent);
            }
            collect(parent, interfaces);
        }
        collect(type.getSuperclass(), interfaces);
    }
}
