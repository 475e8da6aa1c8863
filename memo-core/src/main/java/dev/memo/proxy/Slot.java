// SPDX-License-Identifier: Apache-2.0
package dev.memo.proxy;

import static net.bytebuddy.jar.asm.Opcodes.*;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes how one method of a proxy asks its probe, whose answer lies in a local variable, and hands in the outcome.
 *
 * <p>The probe is a constant of the class, so the JIT sees through it. The protocol is that of
 * {@link dev.memo.link.Linker}. Confined to one thread.
 */
final class Slot {
    private static final String CONSUMER = "java/util/function/BiConsumer";
    private static final String FUNCTION = "java/util/function/Function";
    private static final Handle CLASS_DATA = new Handle(
            H_INVOKESTATIC,
            "java/lang/invoke/MethodHandles",
            "classDataAt",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)Ljava/lang/Object;",
            false);

    /** The local variable of the answer; those behind it are free. */
    final int variable;

    private final ProxyWriter proxy;
    private final Type[] arguments;
    private final Type result;

    Slot(ProxyWriter proxy, Method method) {
        this.proxy = proxy;
        this.arguments = Type.getArgumentTypes(method);
        this.result = Type.getReturnType(method);
        this.variable = Type.getArgumentsAndReturnSizes(Type.getMethodDescriptor(method)) >> 2;
    }

    /**
     * Asks the probe.
     *
     * @param index which of the class's probes it is
     * @param parameters what it is given, behind the wrapped object if it takes that
     */
    void ask(MethodVisitor mv, int index, int[] parameters, MethodType probe) {
        String handle = "Ljava/lang/invoke/MethodHandle;";
        mv.visitLdcInsn(new ConstantDynamic("_", handle, CLASS_DATA, index));
        if (probe.parameterCount() > parameters.length) {
            proxy.loadTarget(mv);
        }
        for (int parameter : parameters) {
            int from = 1;
            for (int i = 0; i < parameter; i++) {
                from += arguments[i].getSize();
            }
            mv.visitVarInsn(arguments[parameter].getOpcode(ILOAD), from);
        }
        mv.visitMethodInsn(
                INVOKEVIRTUAL, "java/lang/invoke/MethodHandle", "invokeExact", probe.descriptorString(), false);
        mv.visitVarInsn(ASTORE, variable);
    }

    /** Hands in the stage on the stack, and returns what is given for it: a stage that is this caller's. */
    void returnOwn(MethodVisitor mv) {
        int value = variable + 1;
        mv.visitVarInsn(ASTORE, value);
        mv.visitVarInsn(ALOAD, variable);
        mv.visitTypeInsn(CHECKCAST, FUNCTION);
        mv.visitVarInsn(ALOAD, value);
        mv.visitMethodInsn(INVOKEINTERFACE, FUNCTION, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;", true);
        mv.visitTypeInsn(CHECKCAST, result.getInternalName());
        mv.visitInsn(ARETURN);
    }

    /** Hands in the result on the stack, if there is one, and returns it. */
    void handAndReturn(MethodVisitor mv) {
        int value = variable + 1;
        boolean empty = result.getSort() == Type.VOID;
        if (!empty) {
            mv.visitVarInsn(result.getOpcode(ISTORE), value);
        }
        hand(mv, () -> {
            if (empty) {
                mv.visitInsn(ACONST_NULL);
            } else {
                mv.visitVarInsn(result.getOpcode(ILOAD), value);
                Boxes.box(mv, result);
            }
            mv.visitInsn(ACONST_NULL);
        });
        if (!empty) {
            mv.visitVarInsn(result.getOpcode(ILOAD), value);
        }
        mv.visitInsn(result.getOpcode(IRETURN));
    }

    /** Hands in the exception in a local variable. */
    void handThrown(MethodVisitor mv, int thrown) {
        hand(mv, () -> {
            mv.visitInsn(ACONST_NULL);
            mv.visitVarInsn(ALOAD, thrown);
        });
    }

    private void hand(MethodVisitor mv, Runnable both) {
        mv.visitVarInsn(ALOAD, variable);
        mv.visitTypeInsn(CHECKCAST, CONSUMER);
        both.run();
        mv.visitMethodInsn(INVOKEINTERFACE, CONSUMER, "accept", "(Ljava/lang/Object;Ljava/lang/Object;)V", true);
    }
}
