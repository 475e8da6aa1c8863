// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A method to be memoized, with all that is known about it before its first call. Immutable.
 *
 * @param ref which method
 * @param access its access flags as in the class file
 * @param settings how it is memoized
 * @param async whether it returns before its value is there, so that its outcome is what is remembered
 * @param each how it is remembered for each of many keys; null if it is not
 */
public record MemoizedMethod(
        MethodRef ref,
        int access,
        MethodSettings settings,
        boolean async,
        @Nullable Each each) {

    /** A method whose results are remembered as it gives them. */
    public MemoizedMethod(MethodRef ref, int access, MethodSettings settings, boolean async) {
        this(ref, access, settings, async, null);
    }

    /**
     * Returns a digest of the method's code in hexadecimal digits, which stored results are good for; empty if there is no
     * store, or the code does not count.
     */
    public String code() {
        return settings.code();
    }

    /** Returns whether the method is called without an object. */
    public boolean isStatic() {
        return Modifier.isStatic(access);
    }
}
