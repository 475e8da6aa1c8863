// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.region.PolicyNames;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What planning one class needs to know of the world. Confined to one thread, as the types are.
 *
 * @param types the other classes
 * @param purpose what the class is planned for
 * @param policies the eviction policies that may be named
 * @param async the types whose outcome is remembered
 * @param wrapped the classes whose annotations make a proxy, as {@link Premises} has them
 * @param stores the names of the stores that the runtime has, null if that is not known
 */
record Planning(
        Types types,
        Rules rules,
        Purpose purpose,
        PolicyNames policies,
        AsyncTypes async,
        List<String> wrapped,
        @Nullable Set<String> stores) {

    /** Returns whether the class is one of the object that a proxy is made for. */
    boolean isWrapped(ClassModel type) {
        return wrapped.contains(type.name());
    }
}
