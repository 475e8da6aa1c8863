// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Weaves every method of whole libraries and lets the JVM verify the result. */
class CorpusTest {
    /** All methods of a class that the weaver may weave. */
    private static List<WovenMethod> all(byte[] classFile) {
        List<WovenMethod> methods = new ArrayList<>();
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
                                boolean isVoid = descriptor.endsWith(")V");
                                int without = Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_SYNTHETIC;
                                if ((access & without) == 0 && !name.startsWith("<")) {
                                    methods.add(Annotated.method(
                                            name, descriptor, isVoid ? WovenMethod.INVALIDATE : WovenMethod.MEMOIZE));
                                }
                                return null;
                            }
                        },
                        ClassReader.SKIP_CODE);
        return methods;
    }

    @Test
    void everyMethodOfALibraryIsWovenAndVerified() throws Exception {
        Class<?> marker = assertThat("").getClass();
        Path jar = Path.of(
                marker.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertThat(verified(jar)).isGreaterThan(5_000);
    }

    /** Weaves, defines and verifies the jar's classes, and returns how many methods were woven. */
    private static int verified(Path jar) throws IOException, URISyntaxException {
        ClassFiles loader = new ClassFiles();
        List<String> names = new ArrayList<>();
        int methods = 0;
        try (JarFile file = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".class") && !entry.getName().matches("(META-INF/|module-info).*")) {
                    byte[] original = file.getInputStream(entry).readAllBytes();
                    Woven woven = ClassFiles.weave(original, all(original));
                    assertThat(woven.refusals()).isEmpty();
                    String name = new ClassReader(original).getClassName().replace('/', '.');
                    loader.add(name, woven.classFile());
                    names.add(name);
                    methods += woven.methods().size();
                }
            }
        }
        Collections.sort(names);
        names.forEach(name -> verify(loader, name));
        return methods;
    }

    /** Asking for a class's methods links it, which verifies it, but runs no initializer. */
    private static void verify(ClassFiles loader, String name) {
        try {
            assertThat(Class.forName(name, false, loader).getDeclaredMethods()).isNotNull();
        } catch (NoClassDefFoundError | ClassNotFoundException missing) {
            assertThat(missing.getMessage()).as("something optional").doesNotContain("dev.memo");
        }
    }
}
