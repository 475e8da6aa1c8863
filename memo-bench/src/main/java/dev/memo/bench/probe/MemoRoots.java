// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.probe;

import dev.memo.Memo;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The objects of a runtime that all its entries are reachable from. Only call sites hold realms, and the runtime knows
 * them weakly, which JOL does not follow: so they are fetched by the names of the fields. Stateless.
 */
final class MemoRoots {
    private MemoRoots() {}

    static Object[] of(Memo memo) throws ReflectiveOperationException {
        Object engine = field(field(memo, "service"), "engine");
        List<Object> roots = new ArrayList<>();
        roots.add(memo);
        for (Object realm : ((Map<?, ?>) field(engine, "realms")).values()) {
            roots.add(((WeakReference<?>) realm).get());
        }
        return roots.toArray();
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(owner);
                }
            }
        }
        throw new NoSuchFieldException(owner.getClass() + " has no field \"" + name + "\" any more");
    }
}
