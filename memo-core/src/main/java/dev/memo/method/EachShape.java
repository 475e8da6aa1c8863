// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.List;
import java.util.Objects;
import net.bytebuddy.jar.asm.Type;

/**
 * What a method that takes many keys at once takes and gives for each. Immutable.
 *
 * @param parameter the index of the parameter with the keys
 * @param key what that holds; {@code Object} where it is not known
 * @param value what the result holds for each; likewise
 * @param asSet whether the keys are in a set
 * @param toList whether the results are in a list, else in a map
 */
record EachShape(int parameter, Type key, Type value, boolean asSet, boolean toList) {

    /** Returns the method that takes one key: it is checked in place of the one that takes many. */
    MethodModel item(ClassModel owner, MethodModel many) {
        MethodRef ref = new MethodRef(many.ref().owner(), many.ref().name(), descriptor(many.ref(), key));
        List<String> names = Objects.requireNonNullElse(ParameterNames.of(owner, many), List.of());
        return new MethodModel(ref, many.access(), names, many.marks(), null);
    }

    /** Returns whether another method's parameters are these, but for one key in the place of many. */
    boolean fits(MethodModel one, MethodModel many) {
        Type[] types = one.parameters();
        Type[] own = many.parameters();
        if (types.length != own.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            boolean same = i == parameter ? isOr(types[i], key) : types[i].equals(own[i]);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the type is the one that a generic type says, its primitive, or may be it. */
    static boolean isOr(Type type, Type written) {
        Type boxed = TypeFit.boxed(type);
        return boxed.equals(written) || (written.equals(TypeArguments.OBJECT) && type.equals(boxed));
    }

    private String descriptor(MethodRef many, Type one) {
        Type[] types = Type.getArgumentTypes(many.descriptor());
        types[parameter] = one;
        return Type.getMethodDescriptor(value, types);
    }
}
