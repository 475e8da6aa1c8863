// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.region.PolicyNames;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What classes are planned on. As thread-safe as the source is.
 *
 * @param rules the agent's rules, {@link Rules#NONE} if there are none; those that apply are marked as matched
 * @param source finds the other classes that must be looked at: superclasses, parameter types, targets
 * @param purpose what the plan is for
 * @param policies the eviction policies that may be named
 * @param adapted the asynchronous types whose adapters the runtime was given, by their binary names
 * @param wrapped the classes whose annotations make a proxy, by their internal names, those that win first; else empty
 * @param stores the names of the stores that the runtime has, null if that is not known here
 */
public record Premises(
        Rules rules,
        ClassBytes source,
        Purpose purpose,
        PolicyNames policies,
        Set<String> adapted,
        List<String> wrapped,
        @Nullable Set<String> stores) {
    public Premises {
        adapted = Set.copyOf(adapted);
        wrapped = List.copyOf(wrapped);
        stores = stores == null ? null : Set.copyOf(stores);
    }

    /** Of a class by itself, in a runtime that was given no adapters, and whose stores are not known here. */
    public Premises(Rules rules, ClassBytes source, Purpose purpose, PolicyNames policies) {
        this(rules, source, purpose, policies, Set.of(), List.of(), null);
    }
}
