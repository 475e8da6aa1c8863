// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    private static final String SUSPENDING = "META-INF/services/dev.memo.spi.SuspendAdapter";
    private static final String ADAPTS = "Ldev/memo/spi/Adapts;";

    private AdapterFiles() {}

    /** Returns the adapters' class names by the types that they are for, all binary; the first one for a type counts. */
    public static Map<String, String> in(ClassBytes source) {
        Map<String, String> found = new HashMap<>();
        for (String name : names(source, SERVICE)) {
            String type = typeOf(source.find(name.replace('.', '/')));
            if (type != null) {
                found.putIfAbsent(type, name);
            }
        }
        return found;
    }

    /** Returns the class name of the adapter for Kotlin's suspend functions, the first one of several; null if there is none. */
    public static @Nullable String suspending(ClassBytes source) {
        List<String> names = names(source, SUSPENDING);
        return names.isEmpty() ? null : names.get(0);
    }

    private static List<String> names(ClassBytes source, String service) {
        List<String> names = new ArrayList<>();
        for (byte[] file : source.resources(service)) {
            for (String line : new String(file, StandardCharsets.UTF_8).lines().toList()) {
                int comment = line.indexOf('#');
                String name = (comment < 0 ? line : line.substring(0, comment)).strip();
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        }
        return names;
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
