// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.region.PolicyNames;

/**
 * What classes are planned on. As thread-safe as the source is.
 *
 * @param rules the agent's rules, {@link Rules#NONE} if there are none; those that apply are marked as matched
 * @param source finds the other classes that must be looked at: superclasses, parameter types, targets
 * @param purpose what the plan is for
 * @param policies the eviction policies that may be named
 * @param async the types whose outcome is remembered
 */
public record Premises(Rules rules, ClassBytes source, Purpose purpose, PolicyNames policies, AsyncTypes async) {
    /** Without adapters for other asynchronous types than the JDK's. */
    public Premises(Rules rules, ClassBytes source, Purpose purpose, PolicyNames policies) {
        this(rules, source, purpose, policies, AsyncTypes.jdk());
    }
}
