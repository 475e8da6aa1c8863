// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Writes one method's instructions, a line each, with labels numbered as they are met. Confined to one thread. */
final class CodeText extends MethodVisitor {
    private final StringBuilder text;
    private final CodeWalk walk;
    private final Map<Label, Integer> labels = new HashMap<>();

    CodeText(StringBuilder text, CodeWalk walk) {
        super(Opcodes.ASM9);
        this.text = text;
        this.walk = walk;
    }

    @Override
    public void visitInsn(int opcode) {
        line(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        line(opcode, operand);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        line(opcode, variable);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        line(opcode, type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        walk.field(owner, name);
        line(opcode, owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean inInterface) {
        line(opcode, walk.call(owner, name, descriptor));
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        line(Opcodes.INVOKEDYNAMIC, name, descriptor, constant(bootstrap), constants(arguments));
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        line(opcode, number(label));
    }

    @Override
    public void visitLabel(Label label) {
        line("label", number(label));
    }

    @Override
    public void visitLdcInsn(Object value) {
        line(Opcodes.LDC, constant(value));
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        line(Opcodes.IINC, variable, increment);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... cases) {
        line(Opcodes.TABLESWITCH, min, max, number(otherwise), numbers(cases));
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] cases) {
        StringBuilder all = new StringBuilder();
        for (int key : keys) {
            all.append(key).append(',');
        }
        line(Opcodes.LOOKUPSWITCH, all, number(otherwise), numbers(cases));
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        line(Opcodes.MULTIANEWARRAY, descriptor, dimensions);
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        line("try", number(start), number(end), number(handler), String.valueOf(type));
    }

    private void line(Object... parts) {
        for (Object part : parts) {
            text.append(part).append(' ');
        }
        text.append('\n');
    }

    private int number(Label label) {
        return labels.computeIfAbsent(label, each -> labels.size());
    }

    private String numbers(Label[] all) {
        StringBuilder numbers = new StringBuilder();
        for (Label label : all) {
            numbers.append(number(label)).append(',');
        }
        return numbers.toString();
    }

    private String constants(Object[] all) {
        StringBuilder constants = new StringBuilder();
        for (Object each : all) {
            constants.append(constant(each)).append(',');
        }
        return constants.toString();
    }

    /** With its type, and texts with their length, so that none passes for another. */
    private String constant(Object value) {
        if (value instanceof Handle handle) {
            return handle.getTag() + ":" + walk.call(handle.getOwner(), handle.getName(), handle.getDesc());
        }
        if (value instanceof ConstantDynamic dynamic) {
            Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = dynamic.getBootstrapMethodArgument(i);
            }
            return dynamic.getName()
                    + dynamic.getDescriptor()
                    + constant(dynamic.getBootstrapMethod())
                    + constants(arguments);
        }
        String text = String.valueOf(value);
        return value.getClass().getSimpleName() + ":" + text.length() + ":" + text;
    }
}
