// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shape 47: class files of every Java release that has {@code invokedynamic}. */
class ReleasesTest {
    private static final String SOURCE = """
            package generated;
            public class Odd {
                static int m(int a) {
                    dev.memo.agent.weave.Runs.add();
                    int sum = 0;
                    for (int i = 0; i < a; i++) {
                        try {
                            sum += 10 / (i - 2);
                        } catch (ArithmeticException e) {
                            sum += 100;
                        }
                    }
                    String text = "sum" + sum;
                    return RESULT;
                }
            }
            """;
    private static final String PATTERNS = "switch ((Object) text) {"
            + " case String s when s.length() > 100 -> -1; case String s -> s.length(); default -> 0; }";

    static Stream<Integer> releases() {
        return Stream.of(8, 9, 11, 17, 21, 25)
                .filter(release -> release <= Runtime.version().feature());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void whatJavacCompilesForAReleaseIsWoven(int release, @TempDir Path folder) throws Exception {
        compile(SOURCE.replace("RESULT", release < 21 ? "text.length()" : PATTERNS), release, folder);
        Calls calls = Generated.woven(Files.readAllBytes(folder.resolve("generated/Odd.class")), "(I)I");
        Runs.reset();

        assertThat(calls.call("m", 9)).isEqualTo(calls.call("m", 9));

        assertThat(Runs.count()).isEqualTo(1);
    }

    private static void compile(String text, int release, Path folder) {
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///generated/Odd.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("--release", String.valueOf(release), "-d", folder.toString(), "-proc:none", "-Xlint:-options");
        assertThat(javac.getTask(null, null, null, options, null, List.of(source))
                        .call())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 65, 69})
    void generatedClassFileIsWoven(int version) {
        byte[] classFile = Generated.classFile(version, "(J)J", code -> {
            Generated.run(code);
            code.visitVarInsn(Opcodes.LLOAD, 0);
            code.visitInsn(Opcodes.LRETURN);
        });
        if (version - 44 > Runtime.version().feature()) {
            assertThat(Generated.weave(classFile, "(J)J").changed()).isTrue();
            return;
        }
        Calls calls = Generated.woven(classFile, "(J)J");
        Runs.reset();

        assertThat(calls.call("m", 5L)).isEqualTo(calls.call("m", 5L));

        assertThat(Runs.count()).isEqualTo(1);
    }
}
