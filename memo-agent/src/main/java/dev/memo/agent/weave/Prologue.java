// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import dev.memo.link.ResultNames;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * What a woven method does first: ask Memo, and return what it remembers.
 *
 * <pre>
 *         a suspend function: is it resumed? null, goto BODY
 *         load the key arguments
 *         invokedynamic memoize(...)Object
 *         dup, instanceof the result's class, ifeq OTHER
 *         return it, unboxed                        all that an ordinary hit asks, where no ticket can be of that class
 * OTHER:
 *         dup, ifnull BODY                          Memo stays out of this call
 *         dup, instanceof CountDownLatch, ifne BODY a load; the latch is its ticket
 *         return it, unboxed; Void.TYPE stands for null
 * BODY:   store it in the slot
 *         for many keys, or a suspend function: the parameter = asked(the parameter, the slot)
 * </pre>
 *
 * <p>BODY starts with an instruction of its own, so that a frame at the original's first instruction stays a frame of
 * its own: only a jump back to it may find the parameters changed. A method that invalidates has no hit to return: it
 * goes from the call to the store. Confined to one thread.
 */
final class Prologue {
    private static final String TICKET = "java/util/concurrent/CountDownLatch";
    private static final String BOOTSTRAP = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
            + "Ljava/lang/invoke/MethodType;Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)"
            + "Ljava/lang/invoke/CallSite;";
    private static final Object[] ANSWER = {"java/lang/Object"};

    private final WovenMethod method;
    private final MethodFacts facts;
    private final String dispatcher;
    private final KeyArguments arguments;

    Prologue(WovenMethod method, MethodFacts facts, String dispatcher) {
        this.method = method;
        this.facts = facts;
        this.dispatcher = dispatcher;
        this.arguments = KeyArguments.of(method, facts);
    }

    /** How deep the stack gets here: the answer, its copy and the mark of null, or the arguments. */
    int depth() {
        return Math.max(3, arguments.depth());
    }

    void write(MethodVisitor code) {
        if (facts.code().firstLine() != 0) {
            Label here = new Label();
            code.visitLabel(here);
            code.visitLineNumber(facts.code().firstLine(), here);
        }
        Label body = new Label();
        Resumption resumption = facts.code().resumes();
        if (resumption.happens()) {
            resumption.write(code, facts.continuation(), body, Frames.atEntry(facts));
        }
        writeCall(code);
        if (method.memoizes()) {
            writeHit(code, body);
        }
        if (method.memoizes() || resumption.happens()) {
            code.visitLabel(body);
            writeFrame(code);
        }
        code.visitVarInsn(Opcodes.ASTORE, facts.slot());
        if (method.replaces()) {
            writeReplacement(code);
        }
    }

    private void writeCall(MethodVisitor code) {
        arguments.load(code);
        Handle bootstrap = new Handle(Opcodes.H_INVOKESTATIC, dispatcher, "bsm", BOOTSTRAP, false);
        code.visitInvokeDynamicInsn(
                arguments.kind(method.kind()),
                arguments.descriptor(),
                bootstrap,
                method.name(),
                method.descriptor(),
                method.settings());
    }

    /** What Memo gives takes the place of what the caller has given. */
    private void writeReplacement(MethodVisitor code) {
        int variable = facts.slots()[method.replaced()];
        Type type = Type.getArgumentTypes(facts.descriptor())[method.replaced()];
        code.visitVarInsn(Opcodes.ALOAD, variable);
        code.visitVarInsn(Opcodes.ALOAD, facts.slot());
        String asked = "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";
        code.visitMethodInsn(Opcodes.INVOKESTATIC, dispatcher, "asked", asked, false);
        code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
        code.visitVarInsn(Opcodes.ASTORE, variable);
    }

    private void writeHit(MethodVisitor code, Label body) {
        Type result = Type.getReturnType(facts.descriptor());
        String resultClass = Boxing.classOf(result);
        if (ResultNames.excludeTickets(resultClass)) {
            writeOrdinaryHit(code, result, resultClass);
        }
        code.visitInsn(Opcodes.DUP);
        code.visitJumpInsn(Opcodes.IFNULL, body);
        code.visitInsn(Opcodes.DUP);
        code.visitTypeInsn(Opcodes.INSTANCEOF, TICKET);
        code.visitJumpInsn(Opcodes.IFNE, body);
        if (!Boxing.isPrimitive(result)) {
            writeNull(code);
        }
        Boxing.unbox(code, result);
        code.visitInsn(result.getOpcode(Opcodes.IRETURN));
    }

    private void writeOrdinaryHit(MethodVisitor code, Type result, String resultClass) {
        Label other = new Label();
        code.visitInsn(Opcodes.DUP);
        code.visitTypeInsn(Opcodes.INSTANCEOF, resultClass);
        code.visitJumpInsn(Opcodes.IFEQ, other);
        Boxing.unbox(code, result);
        code.visitInsn(result.getOpcode(Opcodes.IRETURN));
        code.visitLabel(other);
        writeFrame(code);
    }

    private void writeNull(MethodVisitor code) {
        Label value = new Label();
        code.visitInsn(Opcodes.DUP);
        code.visitFieldInsn(Opcodes.GETSTATIC, "java/lang/Void", "TYPE", "Ljava/lang/Class;");
        code.visitJumpInsn(Opcodes.IF_ACMPNE, value);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ARETURN);
        code.visitLabel(value);
        writeFrame(code);
    }

    private void writeFrame(MethodVisitor code) {
        Object[] locals = Frames.atEntry(facts);
        code.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, ANSWER);
    }
}
