// SPDX-License-Identifier: Apache-2.0
package dev.memo.proxy;

import static net.bytebuddy.jar.asm.Opcodes.*;

import dev.memo.link.ResultNames;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes one memoized method of a proxy: ask the probe, and on a miss call the wrapped object and hand in the outcome.
 *
 * <p>Confined to one thread.
 */
final class MemoizedBody {
    private static final String LATCH = "java/util/concurrent/CountDownLatch";
    private static final String SUPPLIER = "java/util/function/Supplier";

    private final ProxyWriter proxy;
    private final ProxyMethod method;
    private final int index;
    private final Type result;
    private final Slot slot;
    private final int answer;

    MemoizedBody(ProxyWriter proxy, ProxyMethod method, int index) {
        this.proxy = proxy;
        this.method = method;
        this.index = index;
        this.result = Type.getReturnType(method.method());
        this.slot = new Slot(proxy, method.method());
        this.answer = slot.variable;
    }

    void write(MethodVisitor mv) {
        Label body = new Label();
        Label ticket = new Label();
        slot.ask(mv, index, method.parameters(), method.probeType());
        if (ResultNames.excludeTickets(Boxes.className(result))) {
            returnOrdinaryHit(mv);
        }
        mv.visitVarInsn(ALOAD, answer);
        mv.visitJumpInsn(IFNULL, body);
        mv.visitVarInsn(ALOAD, answer);
        mv.visitTypeInsn(INSTANCEOF, LATCH);
        mv.visitJumpInsn(IFNE, ticket);
        returnHit(mv);
        mv.visitLabel(body);
        proxy.callTarget(mv, method.method());
        mv.visitInsn(result.getOpcode(IRETURN));
        mv.visitLabel(ticket);
        load(mv);
    }

    private void returnOrdinaryHit(MethodVisitor mv) {
        Label other = new Label();
        mv.visitVarInsn(ALOAD, answer);
        mv.visitTypeInsn(INSTANCEOF, Boxes.className(result));
        mv.visitJumpInsn(IFEQ, other);
        returnValue(mv);
        mv.visitLabel(other);
    }

    private void returnHit(MethodVisitor mv) {
        if (result.getSort() >= Type.ARRAY) {
            Label value = new Label();
            mv.visitVarInsn(ALOAD, answer);
            mv.visitFieldInsn(GETSTATIC, "java/lang/Void", "TYPE", "Ljava/lang/Class;");
            mv.visitJumpInsn(IF_ACMPNE, value);
            mv.visitInsn(ACONST_NULL);
            mv.visitInsn(ARETURN);
            mv.visitLabel(value);
        }
        returnValue(mv);
    }

    private void returnValue(MethodVisitor mv) {
        mv.visitVarInsn(ALOAD, answer);
        if (result.getSort() < Type.ARRAY) {
            Boxes.unbox(mv, result);
        } else {
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
        int thrown = answer + 1;
        if (method.memoized().async()) {
            slot.returnOwn(mv);
        } else {
            slot.handAndReturn(mv);
        }
        mv.visitLabel(caught);
        mv.visitVarInsn(ASTORE, thrown);
        slot.handThrown(mv, thrown);
        if (method.mayBeStale()) {
            returnStale(mv);
        }
        mv.visitVarInsn(ALOAD, thrown);
        mv.visitInsn(ATHROW);
    }

    /** Returns what may be served in the place of the exception, if there is such a thing. */
    private void returnStale(MethodVisitor mv) {
        Label none = new Label();
        mv.visitVarInsn(ALOAD, answer);
        mv.visitTypeInsn(CHECKCAST, SUPPLIER);
        mv.visitMethodInsn(INVOKEINTERFACE, SUPPLIER, "get", "()Ljava/lang/Object;", true);
        mv.visitVarInsn(ASTORE, answer);
        mv.visitVarInsn(ALOAD, answer);
        mv.visitJumpInsn(IFNULL, none);
        returnHit(mv);
        mv.visitLabel(none);
    }
}
