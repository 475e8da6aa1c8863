// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.codec.RootSize;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** The bytecode for one kind of key part; primitives have the letter of their descriptor. Immutable. */
record PartKind(char letter) {
    static final char STRING = 'T';
    static final char OBJECT = 'L';
    static final char RECEIVER = 'R';

    private static final String PARTS = "dev/memo/key/Parts";
    private static final String RECEIVERS = "dev/memo/key/Receivers";

    /** What is known of the receiver of a call. */
    static final String KNOWN = "Ldev/memo/key/Receivers$Known;";

    Type type() {
        return switch (letter) {
            case STRING -> Type.getType(String.class);
            case OBJECT, RECEIVER -> Type.getType(Object.class);
            default -> Type.getType(String.valueOf(letter));
        };
    }

    boolean reference() {
        return letter == STRING || letter == OBJECT || letter == RECEIVER;
    }

    /**
     * Replaces the part on the stack by its hash code, as a long. A receiver, with the method's receivers below it, is replaced
     * by the sum that the next part is added to.
     */
    void hash(MethodVisitor mv) {
        switch (letter) {
            case RECEIVER -> {
                mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, RECEIVERS, "hash", "(Ljava/lang/Object;)J", false);
                return;
            }
            case STRING, OBJECT ->
                mv.visitMethodInsn(Opcodes.INVOKESTATIC, PARTS, "hash", "(Ljava/lang/Object;)I", false);
            case 'J' -> {
                return; // all its bits count
            }
            case 'D', 'F' ->
                mv.visitMethodInsn(Opcodes.INVOKESTATIC, boxName(), "hashCode", "(" + letter + ")I", false);
            default -> {} // an int already
        }
        mv.visitInsn(Opcodes.I2L);
    }

    /** Replaces the kept part and the argument on the stack by whether they are equal; above a receiver is what is known. */
    void equal(MethodVisitor mv) {
        String one = integral() && letter != 'J' ? "I" : type().getDescriptor();
        if (letter == RECEIVER) {
            mv.visitMethodInsn(Opcodes.INVOKESTATIC, RECEIVERS, "matches", "(" + one + one + KNOWN + ")Z", false);
        } else {
            mv.visitMethodInsn(Opcodes.INVOKESTATIC, PARTS, "equal", "(" + one + one + ")Z", false);
        }
    }

    /** Replaces the method's receivers and a receiver on the stack by what is known of it. */
    static void known(MethodVisitor mv) {
        mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, RECEIVERS, "known", "(Ljava/lang/Object;)" + KNOWN, false);
    }

    /** Returns whether its values never change and have no code of the user's. */
    boolean plain() {
        return letter == STRING || !reference();
    }

    /** Replaces the kept part on the stack by how many bytes it takes; it is plain. */
    void size(MethodVisitor mv) {
        if (letter == STRING || letter == 'J' || letter == 'I') {
            String size = "(" + type().getDescriptor() + ")I";
            mv.visitMethodInsn(Opcodes.INVOKESTATIC, "dev/memo/codec/RootSize", "part", size, false);
        } else {
            mv.visitInsn(type().getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
            mv.visitIntInsn(Opcodes.BIPUSH, RootSize.fixedPart(letter));
        }
    }

    void box(MethodVisitor mv) {
        if (!reference()) {
            mv.visitMethodInsn(
                    Opcodes.INVOKESTATIC, boxName(), "valueOf", "(" + letter + ")L" + boxName() + ";", false);
        }
    }

    void unbox(MethodVisitor mv) {
        if (letter == STRING) {
            mv.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/String");
        } else if (!reference()) {
            mv.visitTypeInsn(Opcodes.CHECKCAST, boxName());
            mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, boxName(), type().getClassName() + "Value", "()" + letter, false);
        }
    }

    /** Returns whether it is a number all of whose bits are hashed. */
    boolean integral() {
        return "ZBCSIJ".indexOf(letter) >= 0;
    }

    /** Replaces the number on the stack, a long, by one of this integral kind, as which it was widened. */
    void narrow(MethodVisitor mv) {
        if (letter != 'J') {
            mv.visitInsn(Opcodes.L2I);
        }
    }

    private String boxName() {
        return switch (letter) {
            case 'Z' -> "java/lang/Boolean";
            case 'B' -> "java/lang/Byte";
            case 'C' -> "java/lang/Character";
            case 'S' -> "java/lang/Short";
            case 'I' -> "java/lang/Integer";
            case 'J' -> "java/lang/Long";
            case 'F' -> "java/lang/Float";
            default -> "java/lang/Double";
        };
    }
}
