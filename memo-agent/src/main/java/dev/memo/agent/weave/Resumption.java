// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * How a suspend function of Kotlin's is entered again when it is resumed: with a continuation of a class that the compiler has
 * made for this very function, whose {@code label} is negative for that one entry. The function's own code looks for the same
 * first of all, and this is read from there. A function that only passes its continuation on is not entered again.
 * Immutable.
 *
 * @param machine the internal name of that class, empty if there is none
 * @param known false if the code has something like it that is not understood
 */
record Resumption(String machine, boolean known) {
    static final Resumption NEVER = new Resumption("", true);
    static final String LABEL = "label";

    boolean happens() {
        return !machine.isEmpty();
    }

    /** Writes a jump to where the body is run without Memo, with null on the stack, if this entry is a resumption. */
    void write(MethodVisitor code, int continuation, Label body, Object[] locals) {
        Label call = new Label();
        code.visitVarInsn(Opcodes.ALOAD, continuation);
        code.visitTypeInsn(Opcodes.INSTANCEOF, machine);
        code.visitJumpInsn(Opcodes.IFEQ, call);
        code.visitVarInsn(Opcodes.ALOAD, continuation);
        code.visitTypeInsn(Opcodes.CHECKCAST, machine);
        code.visitFieldInsn(Opcodes.GETFIELD, machine, LABEL, "I");
        code.visitJumpInsn(Opcodes.IFGE, call);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitJumpInsn(Opcodes.GOTO, body);
        code.visitLabel(call);
        code.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
    }

    /** Finds it in a body, as its instructions come by. Confined to one thread. */
    static final class Search {
        private final int continuation;
        private String asked = "";
        private String machine = "";
        private boolean odd;
        private int lastLoaded = -1;

        /**
         * Begins one.
         *
         * @param continuation the variable with the caller's continuation; -1 if the method is no suspend function
         */
        Search(int continuation) {
            this.continuation = continuation;
        }

        void variable(int opcode, int variable) {
            lastLoaded = opcode == Opcodes.ALOAD ? variable : -1;
        }

        void type(int opcode, String type) {
            if (opcode == Opcodes.INSTANCEOF && lastLoaded == continuation && asked.isEmpty()) {
                asked = type;
            }
        }

        void field(String owner, String name, String descriptor) {
            if (continuation >= 0 && name.equals(LABEL) && descriptor.equals("I")) {
                if (owner.equals(asked)) {
                    machine = asked;
                } else {
                    odd |= machine.isEmpty();
                }
            }
        }

        Resumption result() {
            return new Resumption(machine, !odd);
        }
    }
}
