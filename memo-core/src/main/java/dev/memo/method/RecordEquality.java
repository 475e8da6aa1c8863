// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Tells records whose {@code equals} is the compiler's, which compares all components, from those that define their own:
 * the former calls {@code java.lang.runtime.ObjectMethods} and nothing else. Stateless.
 */
public final class RecordEquality {
    private RecordEquality() {}

    /**
     * Returns whether a class file is that of a record that is compared by all its components.
     *
     * @param classFile null counts as no
     */
    public static boolean isPlain(byte @Nullable [] classFile) {
        try {
            return classFile != null && isPlain(new ClassReader(classFile));
        } catch (RuntimeException e) { // what the reader throws at bytes that are no class file is not documented
            return false;
        }
    }

    static boolean isPlain(ClassReader file) {
        EqualsSearch search = new EqualsSearch();
        file.accept(search, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return search.plain;
    }

    /** Looks into one class file. Confined to one thread. */
    private static final class EqualsSearch extends ClassVisitor {
        boolean plain;
        private boolean record;

        EqualsSearch() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            record = "java/lang/Record".equals(superName);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            boolean equals = record && name.equals("equals") && descriptor.equals("(Ljava/lang/Object;)Z");
            return equals ? new Body() : null;
        }

        /** The compiler's body has one call, made by ObjectMethods. Confined to one thread. */
        private final class Body extends MethodVisitor {
            private int others;
            private boolean generated;

            Body() {
                super(Opcodes.ASM9);
            }

            @Override
            public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
                generated |= bootstrap.getOwner().equals("java/lang/runtime/ObjectMethods") && name.equals("equals");
            }

            @Override
            public void visitInsn(int opcode) {
                others += opcode == Opcodes.IRETURN ? 0 : 1;
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean inInterface) {
                others++;
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
                others++;
            }

            @Override
            public void visitJumpInsn(int opcode, Label label) {
                others++;
            }

            @Override
            public void visitEnd() {
                plain = generated && others == 0;
            }
        }
    }
}
