// SPDX-License-Identifier: Apache-2.0
package dev.memo.proxy;

import dev.memo.method.Invalidation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A method of a wrapped type whose calls drop results. Immutable.
 *
 * @param method the method as the type has it
 * @param dropped what a call drops, by all annotations that it has in the type and in the class of the object
 */
record ProxyInvalidation(Method method, List<Dropped> dropped) {
    ProxyInvalidation {
        dropped = List.copyOf(dropped);
    }

    /**
     * One thing that a call drops. Immutable.
     *
     * @param annotated the type or class that says so
     */
    record Dropped(Invalidation invalidation, Class<?> annotated) {}

    /** Returns the indices of the parameters that the probe is given: all, as tags may name any. */
    int[] parameters() {
        return IntStream.range(0, method.getParameterCount()).toArray();
    }

    /** Returns whether the change is made when the stage that the method returns has completed. */
    boolean returnsStage() {
        return ProxyTypes.isStage(method.getReturnType());
    }

    MethodType probeType() {
        return ProxyTypes.probe(method, true, parameters());
    }
}
