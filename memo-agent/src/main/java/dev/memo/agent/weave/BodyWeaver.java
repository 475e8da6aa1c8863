// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.jar.asm.TypePath;
import org.jspecify.annotations.Nullable;

/**
 * Copies one method with Memo around it: the {@link Prologue} first, a call of {@code done} before every return, and a
 * handler behind the body that calls {@code fail} with whatever the body throws. A method that returns before its value is
 * there calls {@code own} in place of {@code done}, and returns what that gives; one that takes many keys at once, and a
 * suspend function, {@code merged}.
 *
 * <p>Memo's answer has a local variable of its own; the body's variables behind it move up by one. The handler assumes
 * nothing about any other variable, so a body may overwrite its parameters, and even {@code this}. It is the last in
 * the table: the body's own handlers come first. Confined to one thread.
 */
final class BodyWeaver extends MethodVisitor {
    private final WovenMethod method;
    private final MethodFacts facts;
    private final String dispatcher;
    private final boolean async;
    private final int slot;
    private final Prologue prologue;
    private final Label start = new Label();
    private final Label handler = new Label();
    private final Label end = new Label();
    private boolean firstLinePending;

    BodyWeaver(MethodVisitor out, WovenMethod method, MethodFacts facts, String dispatcher) {
        super(Opcodes.ASM9, out);
        this.method = method;
        this.facts = facts;
        this.dispatcher = dispatcher;
        this.async = method.async();
        this.slot = facts.slot();
        this.prologue = new Prologue(method, facts, dispatcher);
        this.firstLinePending = facts.code().firstLine() != 0;
    }

    WovenMethod method() {
        return method;
    }

    @Override
    public void visitCode() {
        mv.visitCode();
        prologue.write(mv);
        mv.visitLabel(start);
    }

    /** The first line begins with the prologue, and is not begun twice. */
    @Override
    public void visitLineNumber(int line, Label from) {
        if (!firstLinePending) {
            mv.visitLineNumber(line, from);
        }
        firstLinePending = false;
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        mv.visitVarInsn(opcode, moved(variable));
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        mv.visitIincInsn(moved(variable), increment);
    }

    @Override
    public void visitFrame(int type, int locals, Object[] local, int depth, Object[] stack) {
        Object[] moved = Frames.withSlot(locals, local, slot);
        mv.visitFrame(Opcodes.F_NEW, moved.length, moved, depth, stack);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            if (async) {
                writeInPlace("own");
            } else if (method.replaces()) {
                writeInPlace("merged");
            } else {
                writeDone();
            }
        }
        mv.visitInsn(opcode);
    }

    @Override
    public void visitLocalVariable(
            String name, String type, @Nullable String signature, Label from, Label to, int variable) {
        mv.visitLocalVariable(name, type, signature, from, to, moved(variable));
    }

    @Override
    @SuppressWarnings("TooManyParameters") // ASM's signature
    public @Nullable AnnotationVisitor visitLocalVariableAnnotation(
            int target,
            @Nullable TypePath path,
            Label[] from,
            Label[] to,
            int[] variables,
            String type,
            boolean visible) {
        int[] moved = new int[variables.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = moved(variables[i]);
        }
        return mv.visitLocalVariableAnnotation(target, path, from, to, moved, type, visible);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        mv.visitLabel(handler);
        Object[] locals = Frames.onlySlot(slot);
        mv.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
        mv.visitVarInsn(Opcodes.ALOAD, slot);
        mv.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                dispatcher,
                "fail",
                "(Ljava/lang/Throwable;Ljava/lang/Object;)Ljava/lang/Throwable;",
                false);
        if (method.recovers()) {
            writeInstead();
        }
        mv.visitInsn(Opcodes.ATHROW);
        mv.visitLabel(end);
        mv.visitTryCatchBlock(start, handler, handler, null);
        mv.visitMaxs(Math.max(maxStack + 2, prologue.depth()), maxLocals + 1);
    }

    /** How many bytes the woven body has; known once the class is written. */
    int length() {
        return end.getOffset();
    }

    private int moved(int variable) {
        return variable < slot ? variable : variable + 1;
    }

    /** What Memo gives takes the place of what the body returns. */
    private void writeInPlace(String door) {
        mv.visitVarInsn(Opcodes.ALOAD, slot);
        String descriptor = "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, dispatcher, door, descriptor, false);
        mv.visitTypeInsn(
                Opcodes.CHECKCAST, Type.getReturnType(facts.descriptor()).getInternalName());
    }

    /** Returns what Memo has in the place of the exception, which is on the stack and stays there if it has nothing. */
    private void writeInstead() {
        Label none = new Label();
        Object[] locals = Frames.onlySlot(slot);
        mv.visitVarInsn(Opcodes.ALOAD, slot);
        mv.visitMethodInsn(
                Opcodes.INVOKESTATIC, dispatcher, "instead", "(Ljava/lang/Object;)Ljava/lang/Object;", false);
        mv.visitInsn(Opcodes.DUP);
        mv.visitVarInsn(Opcodes.ASTORE, slot);
        mv.visitJumpInsn(Opcodes.IFNULL, none);
        mv.visitInsn(Opcodes.POP);
        Type result = Type.getReturnType(facts.descriptor());
        if (!Boxing.isPrimitive(result)) {
            writeNull(locals);
        }
        mv.visitVarInsn(Opcodes.ALOAD, slot);
        Boxing.unbox(mv, result);
        mv.visitInsn(result.getOpcode(Opcodes.IRETURN));
        mv.visitLabel(none);
        mv.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
    }

    private void writeNull(Object[] locals) {
        Label value = new Label();
        mv.visitVarInsn(Opcodes.ALOAD, slot);
        mv.visitFieldInsn(Opcodes.GETSTATIC, "java/lang/Void", "TYPE", "Ljava/lang/Class;");
        mv.visitJumpInsn(Opcodes.IF_ACMPNE, value);
        mv.visitInsn(Opcodes.ACONST_NULL);
        mv.visitInsn(Opcodes.ARETURN);
        mv.visitLabel(value);
        mv.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
    }

    private void writeDone() {
        Type result = Type.getReturnType(facts.descriptor());
        if (result.getSort() == Type.VOID) {
            mv.visitInsn(Opcodes.ACONST_NULL);
        } else {
            mv.visitInsn(result.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP);
            Boxing.box(mv, result);
        }
        mv.visitVarInsn(Opcodes.ALOAD, slot);
        String done = "(Ljava/lang/Object;Ljava/lang/Object;)V";
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, dispatcher, "done", done, false);
    }
}
