// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.agent.weave.fixture.Flow;
import dev.memo.agent.weave.fixture.Primitives;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What debuggers and reflection see of a woven method is what they see of the original. */
class DebugInfoTest {
    /** Lines and variables of a method, in their order. */
    private static List<String> debugInfo(byte[] classFile, String method) {
        List<String> found = new ArrayList<>();
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public @Nullable MethodVisitor visitMethod(
                                    int access,
                                    String name,
                                    String descriptor,
                                    @Nullable String signature,
                                    String @Nullable [] exceptions) {
                                return name.equals(method) ? new Recorder(found) : null;
                            }
                        },
                        0);
        return found;
    }

    /** Writes down lines and variables. Confined to one thread. */
    private static final class Recorder extends MethodVisitor {
        private final List<String> found;

        Recorder(List<String> found) {
            super(Opcodes.ASM9);
            this.found = found;
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            found.add("line " + line);
        }

        @Override
        public void visitLocalVariable(
                String name, String type, @Nullable String signature, Label from, Label to, int variable) {
            found.add(name + " " + type + " " + variable);
        }
    }

    @Test
    void linesAreThoseOfTheOriginal() {
        List<String> original = debugInfo(ClassFiles.read(Flow.class.getName()), "crowded");
        List<String> woven = debugInfo(wovenFlow(), "crowded");

        assertThat(woven.stream().filter(text -> text.startsWith("line")))
                .containsExactlyElementsOf(original.stream()
                        .filter(text -> text.startsWith("line"))
                        .toList());
    }

    @Test
    void variablesBehindTheParametersMoveUpByOne() {
        List<String> original = debugInfo(ClassFiles.read(Flow.class.getName()), "crowded");
        List<String> woven = debugInfo(wovenFlow(), "crowded");

        assertThat(original).contains("a I 1", "b D 2", "result D 4");
        assertThat(woven).contains("a I 1", "b D 2", "result D 5").hasSameSizeAs(original);
    }

    private static byte[] wovenFlow() {
        byte[] classFile = ClassFiles.read(Flow.class.getName());
        return ClassFiles.weave(classFile, Annotated.methods(classFile)).classFile();
    }

    @Test
    void reflectionSeesTheSameMethods() {
        Class<?> woven = ClassFiles.woven(Primitives.class);

        assertThat(Arrays.stream(woven.getDeclaredMethods()).map(Method::toGenericString))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Primitives.class.getDeclaredMethods())
                        .map(Method::toGenericString)
                        .toList());
        assertThat(Arrays.stream(woven.getDeclaredMethods()).map(m -> m.getAnnotations().length))
                .containsOnly(1);
    }

    @Test
    void classWithoutDebugInfoIsWoven() {
        ClassWriter out = new ClassWriter(0);
        new ClassReader(ClassFiles.read(Flow.class.getName())).accept(out, ClassReader.SKIP_DEBUG);
        byte[] bare = out.toByteArray();
        ClassFiles loader = new ClassFiles();
        loader.add(
                Flow.class.getName(),
                ClassFiles.weave(bare, Annotated.methods(bare)).classFile());
        Calls calls = new Calls(loader.load(Flow.class.getName()));
        Runs.reset();

        assertThat(calls.call("crowded", 2, 1.5)).isEqualTo(calls.call("crowded", 2, 1.5));
        assertThat(Runs.count()).isEqualTo(1);
    }
}
