// SPDX-License-Identifier: Apache-2.0
package dev.memo.proxy;

import dev.memo.annotation.Receiver;
import dev.memo.method.MemoizedMethod;
import dev.memo.method.MethodSettings;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.stream.IntStream;

/**
 * A memoized method of a wrapped type. Immutable.
 *
 * @param method the method as the type has it
 * @param memoized how it is memoized
 * @param annotated the type or class that says so
 */
record ProxyMethod(Method method, MemoizedMethod memoized, Class<?> annotated) {
    static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .descriptorString();
    }

    String owner() {
        return memoized.ref().owner();
    }

    String name() {
        return method.getName();
    }

    String descriptor() {
        return descriptor(method);
    }

    /** Returns whether the wrapped object is the first part of the key. */
    boolean receiver() {
        return memoized.each() != null || memoized.settings().receiver() != Receiver.IGNORE;
    }

    /** Returns whether a caller whose load fails may get an older value. */
    boolean mayBeStale() {
        return memoized.settings().freshness().recovers();
    }

    /** Returns the indices of the parameters that the probe is given. */
    int[] parameters() {
        MethodSettings settings = memoized.settings();
        int count = method.getParameterCount();
        return settings.keyFunction().isEmpty() && memoized.each() == null
                ? settings.keyParameters().stream().mapToInt(Integer::intValue).toArray()
                : IntStream.range(0, count).toArray();
    }

    MethodType probeType() {
        return ProxyTypes.probe(method, receiver(), parameters());
    }
}
