// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import static net.bytebuddy.jar.asm.Opcodes.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.agent.weave.Refusal.Reason;
import dev.memo.agent.weave.fixture.Access;
import dev.memo.agent.weave.fixture.Base;
import dev.memo.agent.weave.fixture.Chatty;
import dev.memo.agent.weave.fixture.Point;
import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the weaver leaves alone, and the reason it gives. */
class RefusalTest {
    private static Woven weave(Class<?> host, String name, String descriptor) {
        return ClassFiles.weave(
                ClassFiles.read(host.getName()), List.of(Annotated.method(name, descriptor, WovenMethod.MEMOIZE)));
    }

    private static void assertRefused(Woven woven, Reason reason) {
        assertThat(woven.refusals()).extracting(Refusal::reason).containsExactly(reason);
        assertThat(woven.methods()).isEmpty();
        assertThat(woven.changed()).isFalse();
    }

    @Test
    void abstractAndNativeMethodsHaveNoBody() {
        assertRefused(weave(Base.class, "convert", "(Ljava/lang/Comparable;)Ljava/lang/Object;"), Reason.NO_BODY);
        assertRefused(weave(Base.class, "far", "(I)I"), Reason.NO_BODY);
    }

    @Test
    void bridgesAreTheCompilers() {
        assertRefused(
                weave(Base.Derived.class, "convert", "(Ljava/lang/Comparable;)Ljava/lang/Object;"), Reason.SYNTHETIC);
    }

    @Test
    void constructorsAreNotMethods() {
        assertRefused(weave(Point.class, "<init>", "(II)V"), Reason.INITIALIZER);
    }

    @Test
    void methodWithoutResultHasNothingToRemember() {
        assertRefused(weave(Chatty.class, "set", "(JLjava/lang/String;)V"), Reason.VOID_RESULT);
    }

    @Test
    void methodThatIsNotThereIsSaid() {
        assertRefused(weave(Access.class, "open", "()V"), Reason.NOT_FOUND);
    }

    @Test
    void classIsNotWovenTwice() {
        Woven once = weave(Access.class, "open", "(J)J");

        Woven twice =
                ClassFiles.weave(once.classFile(), List.of(Annotated.method("hidden", "(J)J", WovenMethod.MEMOIZE)));

        assertRefused(twice, Reason.ALREADY_WOVEN);
        assertThat(twice.classFile()).isSameAs(once.classFile());
    }

    @Test
    void stringThatReadsLikeTheDispatcherIsNoReference() {
        byte[] classFile = Generated.classFile(V11, "()Ljava/lang/String;", code -> {
            code.visitLdcInsn(ClassFiles.DISPATCHER);
            code.visitInsn(ARETURN);
        });

        assertThat(Generated.weave(classFile, "()Ljava/lang/String;").changed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {46, 47, 48, 49, 50})
    void classFilesWithoutInvokedynamicAreRefusedAndStillRun(int version) {
        byte[] classFile = Generated.withOwnFrames(version, "()I", RefusalTest::jsr);

        assertRefused(Generated.weave(classFile, "()I"), Reason.OLD_CLASSFILE);
        if (version < 50) {
            assertThat(Generated.defined(classFile).call("m")).isEqualTo(2);
        }
    }

    private static void jsr(MethodVisitor code) {
        Label routine = new Label();
        code.visitInsn(ICONST_0);
        code.visitVarInsn(ISTORE, 0);
        code.visitJumpInsn(JSR, routine);
        code.visitJumpInsn(JSR, routine);
        code.visitVarInsn(ILOAD, 0);
        code.visitInsn(IRETURN);
        code.visitLabel(routine);
        code.visitVarInsn(ASTORE, 1);
        code.visitIincInsn(0, 1);
        code.visitVarInsn(RET, 1);
    }

    @Test
    void classFilesOfTheFutureAreRefused() {
        byte[] classFile = Generated.classFile(V11, "()I", code -> {
            code.visitInsn(ICONST_0);
            code.visitInsn(IRETURN);
        });
        classFile[7] = (byte) 200;

        assertRefused(Generated.weave(classFile, "()I"), Reason.NEW_CLASSFILE);
    }

    @Test
    void classWithoutRoomForConstantsIsRefused() {
        ClassWriter out = new ClassWriter(0);
        out.visit(V11, ACC_PUBLIC, Generated.NAME.replace('.', '/'), null, "java/lang/Object", null);
        Generated.addMethod(out, ACC_PUBLIC | ACC_STATIC, "m", "()I", code -> {
            code.visitInsn(ICONST_0);
            code.visitInsn(IRETURN);
        });
        for (int constant = 0; constant < 65_515; constant++) {
            out.newConst(constant);
        }

        assertRefused(Generated.weave(out.toByteArray(), "()I"), Reason.CLASS_TOO_LARGE);
    }
}
