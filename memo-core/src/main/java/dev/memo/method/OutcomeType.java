// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.function.Consumer;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.signature.SignatureReader;
import net.bytebuddy.jar.asm.signature.SignatureVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Reads which class a generic result is of: of {@code CompletableFuture<List<String>>}, the list; or what a Kotlin function
 * resumes its last parameter with, of {@code Continuation<? super List<String>>} the list, too. Confined to one thread.
 */
final class OutcomeType extends SignatureVisitor {
    private @Nullable String name;
    private @Nullable String resumed;

    private OutcomeType() {
        super(Opcodes.ASM9);
    }

    /**
     * Returns the internal name, or null if it is not written or no class.
     *
     * @param signature a method's, with its generic types; null if it has none
     */
    static @Nullable String in(@Nullable String signature) {
        if (signature == null) {
            return null;
        }
        OutcomeType found = new OutcomeType();
        try {
            new SignatureReader(signature).accept(found);
        } catch (
                RuntimeException
                        e) { // compilers other than javac are known to write odd ones, which the JVM ignores, too
            return null;
        }
        return found.name == null ? found.resumed : found.name;
    }

    @Override
    public SignatureVisitor visitParameterType() {
        resumed = null;
        return new Parameter();
    }

    @Override
    public SignatureVisitor visitReturnType() {
        return new Result();
    }

    /** The result, whose arguments count. Confined to one thread. */
    private final class Result extends SignatureVisitor {
        Result() {
            super(Opcodes.ASM9);
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            return wildcard == SUPER ? new Ignored() : new Argument(type -> name = type);
        }
    }

    /** A parameter, whose argument counts if it is the last one and a continuation. Confined to one thread. */
    private final class Parameter extends SignatureVisitor {
        private boolean continuation;

        Parameter() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitClassType(String type) {
            continuation = KeyParameters.CONTINUATION.equals("L" + type + ";");
        }

        @Override
        public SignatureVisitor visitArrayType() {
            return new Ignored();
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            return continuation ? new Argument(type -> resumed = type) : new Ignored();
        }
    }

    /** The argument itself; what it is generic in does not count. Confined to one thread. */
    private static final class Argument extends SignatureVisitor {
        private final Consumer<String> found;
        private String type = "";

        Argument(Consumer<String> found) {
            super(Opcodes.ASM9);
            this.found = found;
        }

        @Override
        public void visitClassType(String outer) {
            type = outer;
        }

        @Override
        public void visitInnerClassType(String inner) {
            type = type + "$" + inner;
        }

        @Override
        public void visitEnd() {
            found.accept(type);
        }

        @Override
        public SignatureVisitor visitArrayType() {
            return new Ignored();
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            return new Ignored();
        }
    }

    /** What does not count. Stateless. */
    private static final class Ignored extends SignatureVisitor {
        Ignored() {
            super(Opcodes.ASM9);
        }
    }
}
