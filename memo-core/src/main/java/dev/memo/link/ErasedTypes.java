// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import net.bytebuddy.jar.asm.Type;

/** The types of a descriptor as probes see them: primitives and strings as they are, all others objects. Stateless. */
final class ErasedTypes {
    private ErasedTypes() {}

    static Class<?>[] parameters(String descriptor) {
        Type[] types = Type.getArgumentTypes(descriptor);
        Class<?>[] erased = new Class<?>[types.length];
        for (int i = 0; i < types.length; i++) {
            erased[i] = erased(types[i]);
        }
        return erased;
    }

    private static Class<?> erased(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN -> boolean.class;
            case Type.BYTE -> byte.class;
            case Type.CHAR -> char.class;
            case Type.SHORT -> short.class;
            case Type.INT -> int.class;
            case Type.LONG -> long.class;
            case Type.FLOAT -> float.class;
            case Type.DOUBLE -> double.class;
            default -> type.getClassName().equals("java.lang.String") ? String.class : Object.class;
        };
    }
}
