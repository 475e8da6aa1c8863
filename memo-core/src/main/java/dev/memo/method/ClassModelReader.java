// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Makes a {@link ClassModel} of what a class file reader reports. Confined to one thread. */
final class ClassModelReader extends ClassVisitor {
    private final ClassModel.Bytes bytes;
    private final List<String> permitted = new ArrayList<>();
    private final List<MethodModel> methods = new ArrayList<>();
    private ClassModel.@Nullable Head head;
    private @Nullable WrittenValues defaults;
    private boolean functional;

    ClassModelReader(ClassModel.Bytes bytes) {
        super(Opcodes.ASM9);
        this.bytes = bytes;
    }

    ClassModel model() {
        ClassModel.Head read = head;
        if (read == null) {
            throw new IllegalArgumentException("no class file");
        }
        return new ClassModel(read, List.copyOf(permitted), functional, defaults, List.copyOf(methods), bytes);
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        List<String> supertypes = interfaces == null ? List.of() : List.of(interfaces);
        head = new ClassModel.Head(version & 0xFFFF, access, Objects.requireNonNull(name), superName, supertypes);
    }

    @Override
    public void visitPermittedSubclass(String subclass) {
        permitted.add(subclass);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        functional |= descriptor.equals("Ljava/lang/FunctionalInterface;");
        return descriptor.equals(AnnotationNames.DEFAULTS) ? new AnnotationReader(read -> defaults = read) : null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        String owner = head == null ? "" : head.name().replace('/', '.');
        return new MethodModelReader(
                new MethodRef(owner, name, descriptor), access, OutcomeType.in(signature), methods::add);
    }
}
