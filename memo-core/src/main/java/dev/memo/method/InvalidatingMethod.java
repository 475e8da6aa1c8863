// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.lang.reflect.Modifier;
import java.util.List;

/**
 * A method whose call drops remembered results of other methods. Immutable.
 *
 * @param ref which method
 * @param access its access flags as in the class file
 * @param invalidations what a call drops, in the order of the annotations
 */
public record InvalidatingMethod(MethodRef ref, int access, List<Invalidation> invalidations) {

    public InvalidatingMethod {
        invalidations = List.copyOf(invalidations);
    }

    /** Returns whether the method is called without an object. */
    public boolean isStatic() {
        return Modifier.isStatic(access);
    }
}
