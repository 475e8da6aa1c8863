// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Collects what is written in one annotation of a class file. Confined to one thread. */
final class AnnotationReader extends AnnotationVisitor {
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Consumer<WrittenValues> whenRead;

    AnnotationReader(Consumer<WrittenValues> whenRead) {
        super(Opcodes.ASM9);
        this.whenRead = whenRead;
    }

    @Override
    public void visit(String name, Object value) {
        values.put(name, value);
    }

    @Override
    public void visitEnum(String name, String descriptor, String value) {
        values.put(name, value);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String name, String descriptor) {
        return new AnnotationReader(nested -> values.put(name, nested));
    }

    @Override
    public AnnotationVisitor visitArray(String name) {
        return new ElementReader(elements -> values.put(name, elements));
    }

    @Override
    public void visitEnd() {
        whenRead.accept(new WrittenValues(values));
    }

    /** Collects an array's elements, which have no names. Confined to one thread. */
    private static final class ElementReader extends AnnotationVisitor {
        private final List<Object> elements = new ArrayList<>();
        private final Consumer<List<Object>> whenRead;

        ElementReader(Consumer<List<Object>> whenRead) {
            super(Opcodes.ASM9);
            this.whenRead = whenRead;
        }

        @Override
        public void visit(@Nullable String name, Object value) {
            elements.add(value);
        }

        @Override
        public void visitEnum(@Nullable String name, String descriptor, String value) {
            elements.add(value);
        }

        @Override
        public AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
            return new AnnotationReader(elements::add);
        }

        @Override
        public void visitEnd() {
            whenRead.accept(List.copyOf(elements));
        }
    }
}
