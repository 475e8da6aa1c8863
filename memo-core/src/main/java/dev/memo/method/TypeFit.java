// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.Map;
import net.bytebuddy.jar.asm.Type;

/** Decides whether an argument of one type can stand for a key part of another. Confined to one thread. */
final class TypeFit {
    private static final Map<String, String> BOXES = Map.of(
            "Z", "java/lang/Boolean",
            "B", "java/lang/Byte",
            "C", "java/lang/Character",
            "S", "java/lang/Short",
            "I", "java/lang/Integer",
            "J", "java/lang/Long",
            "F", "java/lang/Float",
            "D", "java/lang/Double");

    private final Types types;

    TypeFit(Types types) {
        this.types = types;
    }

    /** Returns whether it fits; where a class file is missing, whether it may. */
    boolean fits(Type from, Type to) {
        if (from.equals(to)) {
            return true;
        }
        if (isPrimitive(to)) {
            return boxed(to).equals(from);
        }
        if (to.getSort() == Type.ARRAY) {
            return from.getSort() == Type.ARRAY && fitsArray(from, to);
        }
        String name =
                from.getSort() == Type.ARRAY ? "java/lang/Object" : boxed(from).getInternalName();
        return types.isSubtype(name, to.getInternalName()) != Types.Answer.NO;
    }

    private boolean fitsArray(Type from, Type to) {
        Type fromElement = from.getElementType();
        Type toElement = to.getElementType();
        boolean references = !isPrimitive(fromElement) && !isPrimitive(toElement);
        return from.getDimensions() == to.getDimensions() && references && fits(fromElement, toElement);
    }

    private static boolean isPrimitive(Type type) {
        return type.getSort() < Type.ARRAY;
    }

    /** Returns the class that holds a primitive; all else as it is. */
    static Type boxed(Type type) {
        String box = BOXES.get(type.getDescriptor());
        return box == null ? type : Type.getObjectType(box);
    }
}
