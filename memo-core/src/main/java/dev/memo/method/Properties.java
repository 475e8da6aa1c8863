// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Finds the properties of classes by their class files: {@code name()} as records have it, else {@code getName()} or
 * {@code isName()}. Confined to one thread.
 */
final class Properties {
    private static final String OBJECT = "java/lang/Object";

    private final Types types;

    Properties(Types types) {
        this.types = types;
    }

    /** Returns the method that gives the property, or null if there is none. */
    @Nullable
    MethodRef accessor(Type type, String property) {
        Map<String, MethodRef> all = accessors(type);
        if (property.isEmpty()) {
            return null;
        }
        String capital = Character.toUpperCase(property.charAt(0)) + property.substring(1);
        for (String name : List.of(property, "get" + capital, "is" + capital)) {
            MethodRef found = all.get(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Returns the names of all properties, in their order. */
    List<String> names(Type type) {
        TreeSet<String> names = new TreeSet<>();
        for (String accessor : accessors(type).keySet()) {
            names.add(property(accessor));
        }
        names.removeAll(List.of("hashCode", "toString", "class"));
        return List.copyOf(names);
    }

    /** Returns what can be called without arguments on an object of the type, by name; the nearest declaration counts. */
    private Map<String, MethodRef> accessors(Type type) {
        Map<String, MethodRef> found = new LinkedHashMap<>();
        if (type.getSort() != Type.OBJECT) {
            return found;
        }
        for (String name : types.ancestry(type.getInternalName())) {
            ClassModel model = name.equals(OBJECT) ? null : types.find(name);
            if (model != null) {
                for (MethodModel each : model.methods()) {
                    if (isAccessor(each)) {
                        MethodRef ref = each.ref();
                        found.putIfAbsent(ref.name(), new MethodRef(type.getClassName(), ref.name(), ref.descriptor()));
                    }
                }
            }
        }
        return found;
    }

    private static boolean isAccessor(MethodModel method) {
        return method.parameters().length == 0
                && method.result().getSort() != Type.VOID
                && !method.isConstructor()
                && !method.isCompilerMade()
                && !method.is(Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE);
    }

    private static String property(String accessor) {
        int prefix = accessor.startsWith("get") ? 3 : accessor.startsWith("is") ? 2 : 0;
        boolean prefixed = prefix > 0 && accessor.length() > prefix && Character.isUpperCase(accessor.charAt(prefix));
        return prefixed ? Character.toLowerCase(accessor.charAt(prefix)) + accessor.substring(prefix + 1) : accessor;
    }
}
