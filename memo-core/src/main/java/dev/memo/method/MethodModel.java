// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a class file says about a method. Immutable.
 *
 * @param parameterNames the names in the {@code MethodParameters} attribute, empty if it has none
 * @param outcome which class its generic result is of, by its internal name; null if it is not written
 */
record MethodModel(
        MethodRef ref,
        int access,
        List<String> parameterNames,
        Marks marks,
        @Nullable String outcome) {

    /**
     * The annotations that concern Memo. Immutable.
     *
     * @param cached null if there is none
     */
    record Marks(
            @Nullable WrittenValues cached,
            List<WrittenValues> invalidates,
            Set<Integer> keyParts,
            Set<Integer> keyIgnores) {}

    boolean is(int flag) {
        return (access & flag) != 0;
    }

    boolean isStatic() {
        return is(Opcodes.ACC_STATIC);
    }

    /** Returns whether the compiler made it: javac copies annotations to bridges. */
    boolean isCompilerMade() {
        return is(Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC);
    }

    /** Returns whether it is one of Kotlin's {@code suspend} functions, as they are compiled. */
    boolean suspends() {
        return ref.suspends();
    }

    boolean isConstructor() {
        return ref.name().startsWith("<");
    }

    Type[] parameters() {
        return Type.getArgumentTypes(ref.descriptor());
    }

    Type result() {
        return Type.getReturnType(ref.descriptor());
    }

    /** Returns name and parameters, {@code price(long, String)}. */
    String signature() {
        return TypeNames.shortSignature(ref.name(), ref.descriptor());
    }

    boolean overrides(MethodModel other) {
        return ref.name().equals(other.ref.name())
                && ref.descriptor()
                        .substring(0, ref.descriptor().indexOf(')'))
                        .equals(other.ref
                                .descriptor()
                                .substring(0, other.ref.descriptor().indexOf(')')));
    }
}
