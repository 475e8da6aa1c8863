// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Finds adapters of asynchronous types by their class files, without loading one, since that is not allowed while a class
 * of the application's is woven. Stateless and thread-safe.
 */
public final class AdapterFiles {
    private static final String SERVICE = "META-INF/services/dev.memo.spi.AsyncAdapter";
    private static final String ADAPTS = "Ldev/memo/spi/Adapts;";

    private AdapterFiles() {}

    /** Returns the adapters' class names by the types that they are for, all binary; the first one for a type counts. */
    public static Map<String, String> in(ClassBytes source) {
        Map<String, String> found = new HashMap<>();
        for (byte[] file : source.resources(SERVICE)) {
            for (String line : new String(file, StandardCharsets.UTF_8).lines().toList()) {
                int comment = line.indexOf('#');
                String name = (comment < 0 ? line : line.substring(0, comment)).strip();
                String type = name.isEmpty() ? null : typeOf(source.find(name.replace('.', '/')));
                if (type != null) {
                    found.putIfAbsent(type, name);
                }
            }
        }
        return found;
    }

    private static @Nullable String typeOf(byte @Nullable [] classFile) {
        Reader reader = new Reader();
        try {
            if (classFile != null) {
                new ClassReader(classFile).accept(reader, ClassReader.SKIP_CODE);
            }
        } catch (RuntimeException e) { // what the reader throws at bytes that are no class file is not documented
            return null;
        }
        return reader.type;
    }

    /** Reads the annotation of one class file. Confined to one thread. */
    private static final class Reader extends ClassVisitor {
        @Nullable
        String type;

        Reader() {
            super(Opcodes.ASM9);
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return descriptor.equals(ADAPTS)
                    ? new AnnotationReader(read -> type = read.get("value", String.class))
                    : null;
        }
    }
}
