// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.lang.reflect.Modifier;

/**
 * A method to be memoized, with all that is known about it before its first call. Immutable.
 *
 * @param ref which method
 * @param access its access flags as in the class file
 * @param settings how it is memoized
 * @param async whether it returns before its value is there, so that its outcome is what is remembered
 */
public record MemoizedMethod(MethodRef ref, int access, MethodSettings settings, boolean async) {

    /** Returns whether the method is called without an object. */
    public boolean isStatic() {
        return Modifier.isStatic(access);
    }
}
