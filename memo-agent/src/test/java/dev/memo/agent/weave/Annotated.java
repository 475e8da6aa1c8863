// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** The methods of a class file that are annotated, as the weaver wants them. Confined to one thread. */
final class Annotated extends ClassVisitor {
    private final List<WovenMethod> methods = new ArrayList<>();

    private Annotated() {
        super(Opcodes.ASM9);
    }

    static List<WovenMethod> methods(byte[] classFile) {
        Annotated found = new Annotated();
        new ClassReader(classFile).accept(found, ClassReader.SKIP_CODE);
        return found.methods;
    }

    /** A method of the given kind whose key is the receiver and all parameters. */
    static WovenMethod method(String name, String descriptor, String kind) {
        int count = Type.getArgumentTypes(descriptor).length;
        return new WovenMethod(
                name, descriptor, kind, true, IntStream.range(0, count).boxed().toList(), "settings of " + name);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        if ((access & Opcodes.ACC_SYNTHETIC) != 0) {
            return null;
        }
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
                if (type.equals("Ldev/memo/annotation/Cached;")) {
                    methods.add(method(name, descriptor, WovenMethod.MEMOIZE));
                } else if (type.equals("Ldev/memo/annotation/Invalidates;")) {
                    methods.add(method(name, descriptor, WovenMethod.INVALIDATE));
                }
                return null;
            }
        };
    }
}
