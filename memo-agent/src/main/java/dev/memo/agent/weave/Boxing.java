// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Instructions that turn a value on the stack into an object and back. Stateless. */
final class Boxing {
    private Boxing() {}

    static boolean isPrimitive(Type type) {
        return type.getSort() <= Type.DOUBLE;
    }

    /** Turns the value on the stack into an object. */
    static void box(MethodVisitor code, Type type) {
        if (isPrimitive(type)) {
            narrow(code, type);
            String descriptor = "(" + type.getDescriptor() + ")L" + boxOf(type) + ";";
            code.visitMethodInsn(Opcodes.INVOKESTATIC, boxOf(type), "valueOf", descriptor, false);
        }
    }

    /** Returns the internal name of the class that a value of the type has as an object. */
    static String classOf(Type type) {
        return isPrimitive(type) ? boxOf(type) : type.getInternalName();
    }

    /** Turns the object on the stack into a value of the type. */
    static void unbox(MethodVisitor code, Type type) {
        if (isPrimitive(type)) {
            code.visitTypeInsn(Opcodes.CHECKCAST, boxOf(type));
            String name = type.getClassName() + "Value";
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, boxOf(type), name, "()" + type.getDescriptor(), false);
        } else if (!type.getInternalName().equals("java/lang/Object")) {
            code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
        }
    }

    /** Does what {@code ireturn} does to an int that does not fit; no Java compiler leaves one, other tools do. */
    private static void narrow(MethodVisitor code, Type type) {
        switch (type.getSort()) {
            case Type.BOOLEAN -> {
                code.visitInsn(Opcodes.ICONST_1);
                code.visitInsn(Opcodes.IAND);
            }
            case Type.BYTE -> code.visitInsn(Opcodes.I2B);
            case Type.CHAR -> code.visitInsn(Opcodes.I2C);
            case Type.SHORT -> code.visitInsn(Opcodes.I2S);
            default -> {}
        }
    }

    private static String boxOf(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN -> "java/lang/Boolean";
            case Type.BYTE -> "java/lang/Byte";
            case Type.CHAR -> "java/lang/Character";
            case Type.SHORT -> "java/lang/Short";
            case Type.INT -> "java/lang/Integer";
            case Type.LONG -> "java/lang/Long";
            case Type.FLOAT -> "java/lang/Float";
            default -> "java/lang/Double";
        };
    }
}
