// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Finds the names of a method's parameters, in the debug information if need be. Confined to one thread. */
final class ParameterNames extends MethodVisitor {
    private final @Nullable String[] bySlot;

    private ParameterNames(int slots) {
        super(Opcodes.ASM9);
        bySlot = new @Nullable String[slots];
    }

    /** Returns the names in their order, or null if the class file does not have all of them. */
    static @Nullable List<String> of(ClassModel owner, MethodModel method) {
        int count = method.parameters().length;
        if (count == 0) {
            return List.of();
        }
        List<String> declared = method.parameterNames();
        if (declared.size() == count && !declared.contains("")) {
            return declared;
        }
        return fromVariables(owner, method);
    }

    @Override
    public void visitLocalVariable(
            String name, String descriptor, @Nullable String signature, Label start, Label end, int slot) {
        if (slot < bySlot.length && bySlot[slot] == null) {
            bySlot[slot] = name;
        }
    }

    private static @Nullable List<String> fromVariables(ClassModel owner, MethodModel method) {
        int first = method.isStatic() ? 0 : 1;
        int argumentSlots = (Type.getArgumentsAndReturnSizes(method.ref().descriptor()) >> 2) - 1;
        ParameterNames variables = new ParameterNames(first + argumentSlots);
        try {
            owner.bytes().reader().accept(only(method, variables), ClassReader.SKIP_FRAMES);
        } catch (RuntimeException e) {
            return null; // debug information that cannot be read is as good as none
        }
        Type[] types = method.parameters();
        String[] names = new String[types.length];
        int slot = first;
        for (int i = 0; i < types.length; i++) {
            String name = variables.bySlot[slot];
            if (name == null) {
                return null;
            }
            names[i] = name;
            slot += types[i].getSize();
        }
        return List.of(names);
    }

    private static ClassVisitor only(MethodModel wanted, MethodVisitor visitor) {
        return new ClassVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable MethodVisitor visitMethod(
                    int access,
                    String name,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                MethodRef ref = wanted.ref();
                return ref.name().equals(name) && ref.descriptor().equals(descriptor) ? visitor : null;
            }
        };
    }
}
