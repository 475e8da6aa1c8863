// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.signature.SignatureReader;
import net.bytebuddy.jar.asm.signature.SignatureVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Reads which class a generic result is of: of {@code CompletableFuture<List<String>>}, the list. Confined to one thread.
 */
final class OutcomeType extends SignatureVisitor {
    private @Nullable String name;

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
        return found.name;
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
            return wildcard == SUPER ? new Ignored() : new Argument();
        }
    }

    /** The argument itself; what it is generic in does not count. Confined to one thread. */
    private final class Argument extends SignatureVisitor {
        Argument() {
            super(Opcodes.ASM9);
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
