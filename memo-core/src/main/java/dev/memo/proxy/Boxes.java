// SPDX-License-Identifier: Apache-2.0
package dev.memo.proxy;

import java.lang.invoke.MethodType;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Bytecode that boxes and unboxes primitives, and leaves references as they are. Stateless. */
final class Boxes {
    private Boxes() {}

    static void box(MethodVisitor mv, Type type) {
        if (type.getSort() < Type.ARRAY) {
            String box = boxName(type);
            mv.visitMethodInsn(
                    Opcodes.INVOKESTATIC, box, "valueOf", "(" + type.getDescriptor() + ")L" + box + ";", false);
        }
    }

    static void unbox(MethodVisitor mv, Type type) {
        String box = boxName(type);
        mv.visitTypeInsn(Opcodes.CHECKCAST, box);
        mv.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, box, type.getClassName() + "Value", "()" + type.getDescriptor(), false);
    }

    /** Returns the internal name of the class that a value of the type has as an object. */
    static String className(Type type) {
        return type.getSort() < Type.ARRAY ? boxName(type) : type.getInternalName();
    }

    private static String boxName(Type type) {
        Class<?> primitive = MethodType.fromMethodDescriptorString("()" + type.getDescriptor(), null)
                .returnType();
        return Type.getInternalName(MethodType.methodType(primitive).wrap().returnType());
    }
}
