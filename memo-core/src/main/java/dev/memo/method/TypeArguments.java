// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.jar.asm.signature.SignatureReader;
import net.bytebuddy.jar.asm.signature.SignatureVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the types of a method are generic in: of {@code Map<Long, List<String>> f(Set<Long>)}, {@code Long} and {@code
 * List}, and {@code Long}. What is not written, or is no class, counts as {@code Object}. Confined to one thread.
 */
final class TypeArguments extends SignatureVisitor {
    static final Type OBJECT = Type.getType(Object.class);

    private final List<List<Type>> parameters = new ArrayList<>();
    private final List<Type> result = new ArrayList<>();

    private TypeArguments() {
        super(Opcodes.ASM9);
    }

    static TypeArguments of(ClassModel owner, MethodModel method) {
        TypeArguments arguments = new TypeArguments();
        try {
            owner.bytes()
                    .reader()
                    .accept(
                            arguments.reading(method.ref()),
                            ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (
                RuntimeException
                        e) { // compilers other than javac are known to write odd ones, which the JVM ignores, too
            return new TypeArguments();
        }
        return arguments;
    }

    /** Returns what a parameter's type is generic in at a place, counted from 0. */
    Type ofParameter(int parameter, int place) {
        return parameter < parameters.size() ? at(parameters.get(parameter), place) : OBJECT;
    }

    /** Returns what the result's type is generic in at a place, counted from 0. */
    Type ofResult(int place) {
        return at(result, place);
    }

    @Override
    public SignatureVisitor visitParameterType() {
        List<Type> of = new ArrayList<>();
        parameters.add(of);
        return new Whole(of);
    }

    @Override
    public SignatureVisitor visitReturnType() {
        return new Whole(result);
    }

    private static Type at(List<Type> types, int place) {
        return place < types.size() ? types.get(place) : OBJECT;
    }

    private ClassVisitor reading(MethodRef wanted) {
        return new ClassVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable MethodVisitor visitMethod(
                    int access,
                    String name,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                boolean same = wanted.name().equals(name) && wanted.descriptor().equals(descriptor);
                if (same && signature != null) {
                    new SignatureReader(signature).accept(TypeArguments.this);
                }
                return null;
            }
        };
    }

    /** A parameter's type or the result's; its arguments count. Confined to one thread. */
    private static final class Whole extends SignatureVisitor {
        private final List<Type> arguments;

        Whole(List<Type> arguments) {
            super(Opcodes.ASM9);
            this.arguments = arguments;
        }

        @Override
        public void visitTypeArgument() {
            arguments.add(OBJECT);
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            if (wildcard == SUPER) {
                arguments.add(OBJECT);
                return new Whole(new ArrayList<>());
            }
            return new Argument(arguments, "");
        }
    }

    /** An argument; what that is generic in does not count. Confined to one thread. */
    private static final class Argument extends SignatureVisitor {
        private final List<Type> arguments;
        private final String dimensions;
        private String name = "";

        Argument(List<Type> arguments, String dimensions) {
            super(Opcodes.ASM9);
            this.arguments = arguments;
            this.dimensions = dimensions;
        }

        @Override
        public SignatureVisitor visitArrayType() {
            return new Argument(arguments, dimensions + "[");
        }

        @Override
        public void visitBaseType(char descriptor) {
            arguments.add(Type.getType(dimensions + descriptor));
        }

        @Override
        public void visitTypeVariable(String variable) {
            arguments.add(dimensions.isEmpty() ? OBJECT : Type.getType(dimensions + OBJECT.getDescriptor()));
        }

        @Override
        public void visitClassType(String type) {
            name = type;
        }

        @Override
        public void visitInnerClassType(String inner) {
            name = name + "$" + inner;
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            return new Whole(new ArrayList<>());
        }

        @Override
        public void visitEnd() {
            arguments.add(Type.getType(dimensions + "L" + name + ";"));
        }
    }
}
