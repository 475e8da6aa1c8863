// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Makes class files that javac would not, method by method. Confined to one thread. */
final class MadeClass {
    private final ClassWriter writer = new ClassWriter(0);

    MadeClass(int version, String name) {
        writer.visit(version, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", new String[0]);
    }

    /** Adds a method with an annotation that has one text value, or none if the setting is empty. */
    MadeClass method(String name, String descriptor, String annotation, String setting, Object value) {
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, name, descriptor, null, null);
        AnnotationVisitor visitor = method.visitAnnotation(annotation, true);
        if (!setting.isEmpty()) {
            visitor.visit(setting, value);
        }
        visitor.visitEnd();
        method.visitCode();
        method.visitInsn(Opcodes.ACONST_NULL);
        method.visitInsn(Opcodes.ATHROW);
        method.visitMaxs(1, 20);
        method.visitEnd();
        return this;
    }

    MadeClass cached(String name, String descriptor) {
        return method(name, descriptor, AnnotationNames.CACHED, "", "");
    }

    byte[] bytes() {
        writer.visitEnd();
        return writer.toByteArray();
    }

    ClassPlan weave() {
        return ClassPlan.of(bytes(), Rules.NONE, Plans.SOURCE, Purpose.WEAVE);
    }
}
