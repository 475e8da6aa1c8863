// SPDX-License-Identifier: Apache-2.0
package dev.memo.proxy;

import static net.bytebuddy.jar.asm.Opcodes.*;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes one method of a proxy that drops results: the probe drops what is to go before the call, and takes the outcome of
 * the call if there is something to drop after it. After an exception there is nothing to drop. Confined to one thread.
 */
final class InvalidatingBody {
    private final ProxyWriter proxy;
    private final ProxyInvalidation method;
    private final int index;

    InvalidatingBody(ProxyWriter proxy, ProxyInvalidation method, int index) {
        this.proxy = proxy;
        this.method = method;
        this.index = index;
    }

    void write(MethodVisitor mv) {
        Slot slot = new Slot(proxy, method.method());
        Label body = new Label();
        slot.ask(mv, index, method.parameters(), method.probeType());
        mv.visitVarInsn(ALOAD, slot.variable);
        mv.visitJumpInsn(IFNULL, body);
        proxy.callTarget(mv, method.method());
        if (method.returnsStage()) {
            slot.returnOwn(mv);
        } else {
            slot.handAndReturn(mv);
        }
        mv.visitLabel(body);
        proxy.callTarget(mv, method.method());
        mv.visitInsn(Type.getReturnType(method.method()).getOpcode(IRETURN));
    }
}
