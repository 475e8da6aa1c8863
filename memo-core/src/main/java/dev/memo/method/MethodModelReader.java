// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Makes a {@link MethodModel} of what a class file reader reports. Confined to one thread. */
final class MethodModelReader extends MethodVisitor {
    private final MethodRef ref;
    private final int access;
    private final @Nullable String outcome;
    private final Consumer<MethodModel> whenRead;
    private final List<String> names = new ArrayList<>();
    private final List<WrittenValues> invalidates = new ArrayList<>();
    private final Set<Integer> keyParts = new HashSet<>();
    private final Set<Integer> keyIgnores = new HashSet<>();
    private @Nullable WrittenValues cached;

    MethodModelReader(MethodRef ref, int access, @Nullable String outcome, Consumer<MethodModel> whenRead) {
        super(Opcodes.ASM9);
        this.ref = ref;
        Objects.requireNonNull(ref.name()); // throws here, where a damaged class file is refused
        Descriptors.check(ref.descriptor());
        this.access = access;
        this.outcome = outcome;
        this.whenRead = whenRead;
    }

    @Override
    public void visitParameter(@Nullable String name, int flags) {
        names.add(name == null ? "" : name);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return switch (descriptor) {
            case AnnotationNames.CACHED -> new AnnotationReader(read -> cached = read);
            case AnnotationNames.INVALIDATES -> new AnnotationReader(invalidates::add);
            case AnnotationNames.INVALIDATES_LIST -> new AnnotationReader(this::addAll);
            default -> null;
        };
    }

    @Override
    public @Nullable AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean visible) {
        if (descriptor.equals(AnnotationNames.KEY_PART)) {
            keyParts.add(parameter);
        } else if (descriptor.equals(AnnotationNames.KEY_IGNORE)) {
            keyIgnores.add(parameter);
        }
        return null;
    }

    @Override
    public void visitEnd() {
        MethodModel.Marks marks =
                new MethodModel.Marks(cached, List.copyOf(invalidates), Set.copyOf(keyParts), Set.copyOf(keyIgnores));
        whenRead.accept(new MethodModel(ref, access, List.copyOf(names), marks, outcome));
    }

    private void addAll(WrittenValues list) {
        List<WrittenValues> each = list.list("value", WrittenValues.class);
        if (each != null) {
            invalidates.addAll(each);
        }
    }
}
