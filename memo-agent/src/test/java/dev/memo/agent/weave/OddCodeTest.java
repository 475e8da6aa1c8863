// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import static net.bytebuddy.jar.asm.Opcodes.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Code that javac does not write and other tools do. */
class OddCodeTest {
    private static void runsOnce(Calls calls, @Nullable Object expected, Object... arguments) {
        Runs.reset();
        assertThat(calls.call("m", arguments)).isEqualTo(expected);
        assertThat(calls.call("m", arguments)).isEqualTo(expected);
        assertThat(Runs.count()).isEqualTo(1);
    }

    private static Calls woven(String descriptor, Consumer<MethodVisitor> body) {
        return Generated.woven(Generated.classFile(V11, descriptor, body), descriptor);
    }

    @Test
    void stackMayHoldMoreThanTheResultAtTheReturn() {
        Calls calls = woven("(J)J", code -> {
            Generated.run(code);
            code.visitInsn(ICONST_5);
            code.visitLdcInsn("left behind");
            code.visitVarInsn(LLOAD, 0);
            code.visitInsn(LRETURN);
        });

        runsOnce(calls, 9L, 9L);
    }

    @Test
    void bodyMayOverwriteThis() {
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        out.visit(V11, ACC_PUBLIC, Generated.NAME.replace('.', '/'), null, "java/lang/Object", null);
        Generated.addMethod(out, ACC_PUBLIC, "<init>", "()V", code -> {
            code.visitVarInsn(ALOAD, 0);
            code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
            code.visitInsn(RETURN);
        });
        Generated.addMethod(out, ACC_PUBLIC, "m", "(I)I", code -> {
            Generated.run(code);
            code.visitVarInsn(ILOAD, 1);
            code.visitVarInsn(ISTORE, 0);
            code.visitIincInsn(0, 7);
            code.visitVarInsn(ILOAD, 0);
            code.visitInsn(IRETURN);
        });

        runsOnce(Generated.woven(out.toByteArray(), "(I)I"), 12, 5);
    }

    @Test
    void firstInstructionMayBeTheTargetOfAJump() {
        Calls calls = woven("(I)I", code -> {
            Label start = new Label();
            Label end = new Label();
            code.visitLabel(start);
            code.visitVarInsn(ILOAD, 0);
            code.visitJumpInsn(IFEQ, end);
            code.visitIincInsn(0, -1);
            code.visitJumpInsn(GOTO, start);
            code.visitLabel(end);
            Generated.run(code);
            code.visitInsn(ICONST_3);
            code.visitInsn(IRETURN);
        });

        runsOnce(calls, 3, 10);
    }

    @Test
    void parameterMayHaveAnotherTypeWhenTheFirstInstructionIsJumpedTo() {
        Calls calls = woven("(Ljava/lang/Object;I)I", code -> {
            Label start = new Label();
            Label end = new Label();
            code.visitLabel(start);
            code.visitVarInsn(ILOAD, 1);
            code.visitJumpInsn(IFEQ, end);
            code.visitIincInsn(1, -1);
            code.visitInsn(FCONST_1);
            code.visitVarInsn(FSTORE, 0);
            code.visitJumpInsn(GOTO, start);
            code.visitLabel(end);
            Generated.run(code);
            code.visitInsn(ICONST_4);
            code.visitInsn(IRETURN);
        });

        runsOnce(calls, 4, "x", 10);
    }

    @Test
    void wideValueMayStraddleTheEndOfTheParameters() {
        Calls calls = woven("(I)J", code -> {
            Label end = new Label();
            Generated.run(code);
            code.visitVarInsn(ILOAD, 0);
            code.visitInsn(I2L);
            code.visitVarInsn(LSTORE, 0);
            code.visitVarInsn(LLOAD, 0);
            code.visitInsn(LCONST_0);
            code.visitInsn(LCMP);
            code.visitJumpInsn(IFEQ, end);
            code.visitVarInsn(LLOAD, 0);
            code.visitInsn(LCONST_1);
            code.visitInsn(LADD);
            code.visitVarInsn(LSTORE, 0);
            code.visitLabel(end);
            code.visitVarInsn(LLOAD, 0);
            code.visitInsn(LRETURN);
        });

        runsOnce(calls, 6L, 5);
    }

    @Test
    void resultThatDoesNotFitIsCutAsTheJvmCutsIt() {
        for (String type : new String[] {"Z", "B", "C", "S"}) {
            Consumer<MethodVisitor> body = code -> {
                Generated.run(code);
                code.visitVarInsn(ILOAD, 0);
                code.visitInsn(IRETURN);
            };
            String descriptor = "(I)" + type;
            byte[] classFile = Generated.classFile(V11, descriptor, body);
            for (int wide : new int[] {0x1_0002, 0x1_8001, 0x1_0180}) {
                Object expected = Generated.defined(classFile).call("m", wide);
                runsOnce(Generated.woven(classFile, descriptor), expected, wide);
            }
        }
    }

    @Test
    void bodyMayHaveCodeThatNothingReaches() {
        Calls calls = woven("(I)I", code -> {
            Generated.run(code);
            code.visitInsn(ICONST_1);
            code.visitInsn(IRETURN);
            code.visitLabel(new Label());
            code.visitInsn(ICONST_2);
            code.visitInsn(IRETURN);
        });

        runsOnce(calls, 1, 0);
    }

    @Test
    void typesThatAreMissingAreNotLookedFor() {
        String descriptor = "(Lgone/Forever;Lgone/Too;)Lgone/Result;";
        Calls calls = woven(descriptor, code -> {
            Label other = new Label();
            Generated.run(code);
            code.visitVarInsn(ALOAD, 0);
            code.visitJumpInsn(IFNULL, other);
            code.visitInsn(ACONST_NULL);
            code.visitInsn(ARETURN);
            code.visitLabel(other);
            code.visitInsn(ACONST_NULL);
            code.visitInsn(ARETURN);
        });

        assertThat(calls).isNotNull();
    }
}
