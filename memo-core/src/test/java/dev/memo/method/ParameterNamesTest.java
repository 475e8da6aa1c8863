// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Parameter names, from wherever they are. Confined to one thread. */
class ParameterNamesTest {

    @Test
    void namesOfTheParametersAttributeAreUsed() {
        ClassModel model = ClassModel.read(Plans.bytes(Names.class));
        assertThat(names(model, "own")).containsExactly("id", "text", "rest");
    }

    @Test
    void namesOfTheDebugInformationAreUsedOtherwise() {
        ClassModel model = ClassModel.read(withoutParameters(0));
        assertThat(names(model, "own")).containsExactly("id", "text", "rest");
        assertThat(names(model, "shared")).containsExactly("d", "flag");
        assertThat(names(model, "none")).isEmpty();
    }

    @Test
    void namesAreUnknownWithoutEither() {
        ClassModel model = ClassModel.read(withoutParameters(ClassReader.SKIP_DEBUG));
        assertThat(names(model, "own")).isNull();
        assertThat(names(model, "none")).isEmpty();
    }

    private static @Nullable List<String> names(ClassModel model, String name) {
        MethodModel method = model.methods().stream()
                .filter(each -> each.ref().name().equals(name))
                .findFirst()
                .orElseThrow();
        return ParameterNames.of(model, method);
    }

    private static byte[] withoutParameters(int flags) {
        ClassWriter writer = new ClassWriter(0);
        ClassVisitor filter = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
                return new MethodVisitor(Opcodes.ASM9, method) {
                    @Override
                    public void visitParameter(String parameter, int flags) {}
                };
            }
        };
        new ClassReader(Plans.bytes(Names.class)).accept(filter, flags);
        return writer.toByteArray();
    }

    /** Methods with named parameters. Stateless and thread-safe. */
    static class Names {
        int own(long id, String text, int... rest) {
            String other = text + id;
            return other.length() + rest.length;
        }

        static double shared(double d, boolean flag) {
            double e = flag ? d : -d;
            return e;
        }

        void none() {}
    }
}
