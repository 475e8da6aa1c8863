// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import static net.bytebuddy.jar.asm.Opcodes.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes 51 and 52: as many parameters as there may be, bodies as long as they may be. */
class SizesTest {
    @Test
    void methodMayHave255IntParameters() {
        String descriptor = "(" + "I".repeat(255) + ")I";
        Calls calls = Generated.woven(
                Generated.withOwnFrames(V11, descriptor, code -> {
                    Generated.run(code);
                    code.visitVarInsn(ILOAD, 254);
                    code.visitInsn(IRETURN);
                }),
                descriptor);
        Object[] ones = Collections.nCopies(255, 1).toArray();
        Object[] others = ones.clone();
        others[254] = 2;
        Runs.reset();

        assertThat(List.of(calls.call("m", ones), calls.call("m", others), calls.call("m", ones.clone())))
                .isEqualTo(List.of(1, 2, 1));
        assertThat(Runs.count()).isEqualTo(2);
    }

    @Test
    void methodMayHave127LongParameters() {
        String descriptor = "(" + "J".repeat(127) + ")J";
        Calls calls = Generated.woven(
                Generated.classFile(V11, descriptor, code -> {
                    Generated.run(code);
                    code.visitVarInsn(LLOAD, 252);
                    code.visitInsn(LRETURN);
                }),
                descriptor);
        Object[] arguments = Collections.nCopies(127, 8L).toArray();
        Runs.reset();

        assertThat(calls.call("m", arguments)).isEqualTo(8L);
        assertThat(calls.call("m", Arrays.copyOf(arguments, 127))).isEqualTo(8L);

        assertThat(Runs.count()).isEqualTo(1);
    }

    /** Increments variable 1 until the body has about the given length; every 1,000 times it may also return. */
    private static void fill(MethodVisitor code, int length) {
        Label start = new Label();
        Generated.run(code);
        code.visitInsn(ICONST_0);
        code.visitVarInsn(ISTORE, 1);
        code.visitLabel(start);
        for (int i = 0; i < (length - 20) / 3; i++) {
            code.visitIincInsn(1, 1);
        }
        code.visitVarInsn(ILOAD, 0);
        code.visitIincInsn(0, -1);
        code.visitJumpInsn(IFGT, start);
        code.visitVarInsn(ILOAD, 1);
        code.visitInsn(IRETURN);
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 32_760, 60_000, 65_440})
    void longBodyIsWoven(int length) {
        Calls calls = Generated.woven(Generated.classFile(V11, "(I)I", code -> fill(code, length)), "(I)I");
        Object expected = Generated.defined(Generated.classFile(V11, "(I)I", code -> fill(code, length)))
                .call("m", 1);
        Runs.reset();

        assertThat(calls.call("m", 1)).isEqualTo(expected);
        assertThat(calls.call("m", 1)).isEqualTo(expected);

        assertThat(Runs.count()).isEqualTo(1);
    }

    /** A jump over 10,900 increments and 15 returns: just as far as a short jump goes. */
    private static void jumpFar(MethodVisitor code) {
        Label far = new Label();
        Generated.run(code);
        code.visitVarInsn(ILOAD, 0);
        code.visitJumpInsn(IFNE, far);
        for (int i = 0; i < 10_900; i++) {
            code.visitIincInsn(0, 1);
        }
        for (int i = 0; i < 15; i++) {
            Label on = new Label();
            code.visitVarInsn(ILOAD, 0);
            code.visitJumpInsn(IFNE, on);
            code.visitVarInsn(ILOAD, 0);
            code.visitInsn(IRETURN);
            code.visitLabel(on);
        }
        code.visitLabel(far);
        code.visitVarInsn(ILOAD, 0);
        code.visitInsn(IRETURN);
    }

    @Test
    void jumpThatGetsTooLongForItsInstructionIsWoven() {
        Calls calls = Generated.woven(Generated.classFile(V11, "(I)I", SizesTest::jumpFar), "(I)I");
        Runs.reset();

        assertThat(calls.call("m", 0)).isEqualTo(10_900);
        assertThat(calls.call("m", 0)).isEqualTo(10_900);

        assertThat(Runs.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {7_900, 8_100})
    void methodThatHotSpotDoesNotCompileIsNamed(int length) {
        byte[] classFile = Generated.classFile(V11, "(I)I", code -> fill(code, length));

        assertThat(Generated.weave(classFile, "(I)I").uncompiled()).hasSize(length > 8_000 ? 1 : 0);
    }

    @Test
    void methodTooLargeForMemoIsRefusedAndTheOthersOfItsClassAreWoven() {
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        out.visit(V11, ACC_PUBLIC, Generated.NAME.replace('.', '/'), null, "java/lang/Object", null);
        int access = ACC_PUBLIC | ACC_STATIC;
        Generated.addMethod(out, access, "huge", "(I)I", code -> fill(code, 65_520));
        Generated.addMethod(out, access, "m", "(I)I", code -> fill(code, 100));
        WovenMethod huge = Annotated.method("huge", "(I)I", WovenMethod.MEMOIZE);
        WovenMethod small = Annotated.method("m", "(I)I", WovenMethod.MEMOIZE);

        Woven woven = ClassFiles.weave(out.toByteArray(), List.of(huge, small));

        assertThat(woven.refusals()).containsExactly(new Refusal(huge, Refusal.Reason.METHOD_TOO_LARGE));
        assertThat(woven.methods()).containsExactly(small);
        Calls calls = Generated.defined(woven.classFile());
        Runs.reset();
        calls.call("m", 1);
        calls.call("m", 1);
        assertThat(Runs.count()).isEqualTo(1);
    }
}
