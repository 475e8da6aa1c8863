// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.method.ClassBytes;
import dev.memo.method.Problem;
import dev.memo.method.Rules;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/** Annotations that no compiler of today writes: of another version of Memo, or broken. */
class OddAnnotationTest {
    private static byte[] annotated(String name, Object value) {
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        out.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, "odd/Odd", null, "java/lang/Object", null);
        MethodVisitor code = out.visitMethod(Opcodes.ACC_STATIC, "m", "(I)I", null, null);
        AnnotationVisitor annotation = code.visitAnnotation("Ldev/memo/annotation/Cached;", true);
        annotation.visit(name, value);
        annotation.visitEnd();
        code.visitCode();
        code.visitVarInsn(Opcodes.ILOAD, 0);
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        return out.toByteArray();
    }

    private static ClassWeaving weave(byte[] classFile) {
        return ClassWeaving.of(
                classFile, Rules.NONE, ClassBytes.of(OddAnnotationTest.class.getClassLoader()), Set.of());
    }

    @Test
    void valueOfAnotherTypeIsRefusedWithItsPlace() {
        ClassWeaving weaving = weave(annotated("ttl", 5));

        assertThat(weaving.changed()).isFalse();
        assertThat(weaving.report().problems())
                .singleElement()
                .extracting(Problem::where)
                .isEqualTo("@Cached on Odd.m(int)");
    }

    @Test
    void valueThatCannotBeReadIsRefusedWithItsPlace() {
        ClassWeaving weaving = weave(annotated("ttl", "soon"));

        assertThat(weaving.changed()).isFalse();
        assertThat(weaving.report().problems())
                .singleElement()
                .extracting(Problem::text)
                .asString()
                .startsWith("@Cached on Odd.m(int): ttl must be a duration, was \"soon\".");
    }

    @Test
    void settingThatThisVersionDoesNotKnowIsSaid() {
        ClassReport report = weave(annotated("sparkle", "yes")).report();

        assertThat(report.problems().size() + report.remarks().size()).isPositive();
    }
}
