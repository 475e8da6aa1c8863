// SPDX-License-Identifier: Apache-2.0
package dev.memo.proxy;

import static net.bytebuddy.jar.asm.Opcodes.*;

import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes one memoized method of a proxy: ask the probe, and on a miss call the wrapped object and hand in the outcome.
 *
 * <p>The probe is a constant of the class, so the JIT sees through it. The protocol is that of
 * {@link dev.memo.link.Linker}. Confined to one thread.
 */
final class MemoizedBody {
    private static final String LATCH = "java/util/concurrent/CountDownLatch";
    private static final String CONSUMER = "java/util/function/BiConsumer";
    private static final String FUNCTION = "java/util/function/Function";
    private static final String SUPPLIER = "java/util/function/Supplier";
    private static final Handle CLASS_DATA = new Handle(
            H_INVOKESTATIC,
            "java/lang/invoke/MethodHandles",
            "classDataAt",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)Ljava/lang/Object;",
            false);

    private final ProxyWriter proxy;
    private final ProxyMethod method;
    private final int index;
    private final Type result;
    private final int slot;

    MemoizedBody(ProxyWriter proxy, ProxyMethod method, int index) {
        this.proxy = proxy;
        this.method = method;
        this.index = index;
        this.result = Type.getReturnType(method.method());
        this.slot = (Type.getArgumentsAndReturnSizes(method.descriptor()) >> 2);
    }

    void write(MethodVisitor mv) {
        Label body = new Label();
        Label ticket = new Label();
        askProbe(mv);
        mv.visitVarInsn(ALOAD, slot);
        mv.visitJumpInsn(IFNULL, body);
        mv.visitVarInsn(ALOAD, slot);
        mv.visitTypeInsn(INSTANCEOF, LATCH);
        mv.visitJumpInsn(IFNE, ticket);
        returnHit(mv);
        mv.visitLabel(body);
        proxy.callTarget(mv, method.method());
        mv.visitInsn(result.getOpcode(IRETURN));
        mv.visitLabel(ticket);
        load(mv);
    }

    private void askProbe(MethodVisitor mv) {
        String handle = "Ljava/lang/invoke/MethodHandle;";
        mv.visitLdcInsn(new ConstantDynamic("_", handle, CLASS_DATA, index));
        if (method.receiver()) {
            proxy.loadTarget(mv);
        }
        Type[] types = Type.getArgumentTypes(method.method());
        for (int parameter : method.parameters()) {
            int from = 1;
            for (int i = 0; i < parameter; i++) {
                from += types[i].getSize();
            }
            mv.visitVarInsn(types[parameter].getOpcode(ILOAD), from);
        }
        mv.visitMethodInsn(
                INVOKEVIRTUAL,
                "java/lang/invoke/MethodHandle",
                "invokeExact",
                method.probeType().descriptorString(),
                false);
        mv.visitVarInsn(ASTORE, slot);
    }

    private void returnHit(MethodVisitor mv) {
        if (result.getSort() < Type.ARRAY) {
            mv.visitVarInsn(ALOAD, slot);
            Boxes.unbox(mv, result);
        } else {
            Label value = new Label();
            mv.visitVarInsn(ALOAD, slot);
            mv.visitFieldInsn(GETSTATIC, "java/lang/Void", "TYPE", "Ljava/lang/Class;");
            mv.visitJumpInsn(IF_ACMPNE, value);
            mv.visitInsn(ACONST_NULL);
            mv.visitInsn(ARETURN);
            mv.visitLabel(value);
            mv.visitVarInsn(ALOAD, slot);
            mv.visitTypeInsn(CHECKCAST, result.getInternalName());
        }
        mv.visitInsn(result.getOpcode(IRETURN));
    }

    private void load(MethodVisitor mv) {
        Label from = new Label();
        Label to = new Label();
        Label caught = new Label();
        mv.visitTryCatchBlock(from, to, caught, "java/lang/Throwable");
        mv.visitLabel(from);
        proxy.callTarget(mv, method.method());
        mv.visitLabel(to);
        int value = slot + 1;
        if (method.memoized().async()) {
            returnOwn(mv, value);
        } else {
            handAndReturn(mv, value);
        }
        mv.visitLabel(caught);
        mv.visitVarInsn(ASTORE, value);
        hand(mv, () -> {
            mv.visitInsn(ACONST_NULL);
            mv.visitVarInsn(ALOAD, value);
        });
        if (method.mayBeStale()) {
            returnStale(mv);
        }
        mv.visitVarInsn(ALOAD, value);
        mv.visitInsn(ATHROW);
    }

    /** The flight takes the stage, and gives one that is this caller's. */
    private void returnOwn(MethodVisitor mv, int value) {
        mv.visitVarInsn(ASTORE, value);
        mv.visitVarInsn(ALOAD, slot);
        mv.visitTypeInsn(CHECKCAST, FUNCTION);
        mv.visitVarInsn(ALOAD, value);
        mv.visitMethodInsn(INVOKEINTERFACE, FUNCTION, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;", true);
        mv.visitTypeInsn(CHECKCAST, result.getInternalName());
        mv.visitInsn(ARETURN);
    }

    private void handAndReturn(MethodVisitor mv, int value) {
        mv.visitVarInsn(result.getOpcode(ISTORE), value);
        hand(mv, () -> {
            mv.visitVarInsn(result.getOpcode(ILOAD), value);
            Boxes.box(mv, result);
            mv.visitInsn(ACONST_NULL);
        });
        mv.visitVarInsn(result.getOpcode(ILOAD), value);
        mv.visitInsn(result.getOpcode(IRETURN));
    }

    /** Returns what may be served in the place of the exception, if there is such a thing. */
    private void returnStale(MethodVisitor mv) {
        Label none = new Label();
        mv.visitVarInsn(ALOAD, slot);
        mv.visitTypeInsn(CHECKCAST, SUPPLIER);
        mv.visitMethodInsn(INVOKEINTERFACE, SUPPLIER, "get", "()Ljava/lang/Object;", true);
        mv.visitVarInsn(ASTORE, slot);
        mv.visitVarInsn(ALOAD, slot);
        mv.visitJumpInsn(IFNULL, none);
        returnHit(mv);
        mv.visitLabel(none);
    }

    private void hand(MethodVisitor mv, Runnable arguments) {
        mv.visitVarInsn(ALOAD, slot);
        mv.visitTypeInsn(CHECKCAST, CONSUMER);
        arguments.run();
        mv.visitMethodInsn(INVOKEINTERFACE, CONSUMER, "accept", "(Ljava/lang/Object;Ljava/lang/Object;)V", true);
    }
}
