// SPDX-License-Identifier: Apache-2.0
package dev.memo.proxy;

import dev.memo.method.MethodRef;
import dev.memo.method.Problem;
import dev.memo.method.Problems;
import dev.memo.region.PolicyNames;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy does with each method of its type: memoize, drop results, or forward. Immutable.
 *
 * @param memoized the memoized methods; annotated on the type, or on the class of the wrapped object
 * @param invalidating those whose calls drop results; annotated there, too
 * @param forwarded all others
 */
record ProxyPlan(List<ProxyMethod> memoized, List<ProxyInvalidation> invalidating, List<Method> forwarded) {
    ProxyPlan {
        memoized = List.copyOf(memoized);
        invalidating = List.copyOf(invalidating);
        forwarded = List.copyOf(forwarded);
    }

    /**
     * Plans a proxy.
     *
     * @throws IllegalArgumentException with all problems of the annotations, or if there is nothing to memoize
     */
    static ProxyPlan of(Class<?> type, Class<?> target, Known known) {
        ProxyAnnotations annotations = ProxyAnnotations.of(type, target, known);
        ProxyPlan plan = sorted(type, annotations);
        List<Problem> problems = new ArrayList<>(annotations.problems());
        plan.memoized.forEach(each -> ProxyCode.check(each, target, problems));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(Problems.text(type.getSimpleName(), problems));
        }
        if (plan.memoized.isEmpty() && plan.invalidating.isEmpty()) {
            throw new IllegalArgumentException("memo.proxy(" + type.getSimpleName()
                    + ".class): there is nothing to memoize, found no method with @Cached or @Invalidates. Annotate a"
                    + " method of " + type.getSimpleName() + ", or of the class of the object that is wrapped.");
        }
        return plan;
    }

    /** Returns the memoized method that the reference names, or null if the type has none. */
    @Nullable
    ProxyMethod memoized(MethodRef ref) {
        return memoized.stream()
                .filter(method -> method.memoized().ref().equals(ref))
                .findFirst()
                .orElse(null);
    }

    private static ProxyPlan sorted(Class<?> type, ProxyAnnotations annotations) {
        List<ProxyMethod> memoized = new ArrayList<>();
        List<ProxyInvalidation> invalidating = new ArrayList<>();
        List<Method> forwarded = new ArrayList<>();
        for (Method method : ProxyTypes.overridable(type)) {
            ProxyAnnotations.Memoized how = annotations.memoized(method);
            List<ProxyInvalidation.Dropped> dropped = annotations.dropped(method);
            if (how != null) {
                memoized.add(new ProxyMethod(method, how.method(), how.annotated()));
            } else if (!dropped.isEmpty()) {
                invalidating.add(new ProxyInvalidation(method, dropped));
            } else {
                forwarded.add(method);
            }
        }
        return new ProxyPlan(memoized, invalidating, forwarded);
    }

    /**
     * What the runtime knows. Immutable.
     *
     * @param policies the eviction policies that may be named
     * @param adapted the types that it was given adapters for
     */
    record Known(PolicyNames policies, Set<String> adapted) {}
}
