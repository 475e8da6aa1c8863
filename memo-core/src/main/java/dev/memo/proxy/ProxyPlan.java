// SPDX-License-Identifier: Apache-2.0
package dev.memo.proxy;

import dev.memo.method.ClassBytes;
import dev.memo.method.ClassPlan;
import dev.memo.method.MemoizedMethod;
import dev.memo.method.MethodRef;
import dev.memo.method.Premises;
import dev.memo.method.Problem;
import dev.memo.method.Problems;
import dev.memo.method.Purpose;
import dev.memo.method.Rules;
import dev.memo.region.PolicyNames;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy does with each method of its type: memoize or forward. Immutable.
 *
 * @param memoized the memoized methods; annotated on the type, or on the class of the wrapped object
 * @param forwarded all others
 */
record ProxyPlan(List<ProxyMethod> memoized, List<Method> forwarded) {
    /**
     * Plans a proxy.
     *
     * @throws IllegalArgumentException with all problems of the annotations, or if there is nothing to memoize
     */
    static ProxyPlan of(Class<?> type, Class<?> target, Known known) {
        Map<String, Found> found = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        collect(supertypes(type), known, found, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(Problems.text(type.getSimpleName(), problems));
        }
        collect(supertypes(target), known, found, new ArrayList<>());
        List<ProxyMethod> memoized = new ArrayList<>();
        List<Method> forwarded = new ArrayList<>();
        for (Method method : ProxyTypes.overridable(type)) {
            Found how = found.get(ProxyTypes.key(method));
            if (how == null) {
                forwarded.add(method);
            } else {
                memoized.add(new ProxyMethod(method, how.memoized(), how.annotated()));
            }
        }
        if (memoized.isEmpty()) {
            throw new IllegalArgumentException("memo.proxy(" + type.getSimpleName()
                    + ".class): there is nothing to memoize, found no method with @Cached. Annotate a method of "
                    + type.getSimpleName() + ", or of the class of the object that is wrapped.");
        }
        return new ProxyPlan(List.copyOf(memoized), List.copyOf(forwarded));
    }

    /** Returns the memoized method that the reference names, or null if the type has none. */
    @Nullable
    ProxyMethod memoized(MethodRef ref) {
        return memoized.stream()
                .filter(method -> method.memoized().ref().equals(ref))
                .findFirst()
                .orElse(null);
    }

    private static void collect(Set<Class<?>> types, Known known, Map<String, Found> found, List<Problem> problems) {
        for (Class<?> type : types) {
            byte[] bytes =
                    ClassBytes.of(type.getClassLoader()).find(type.getName().replace('.', '/'));
            if (bytes == null) {
                continue;
            }
            ClassBytes source = ClassBytes.of(type.getClassLoader());
            ClassPlan plan = ClassPlan.of(
                    bytes, new Premises(Rules.NONE, source, Purpose.PROXY, known.policies(), known.adapted()));
            problems.addAll(plan.problems());
            for (MemoizedMethod method : plan.memoized()) {
                found.putIfAbsent(method.ref().name() + method.ref().descriptor(), new Found(method, type));
            }
        }
    }

    /** Returns the type and all above it, nearest first; the JDK's have no annotations of Memo's. */
    private static Set<Class<?>> supertypes(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            all.add(c);
        }
        for (Class<?> c : List.copyOf(all)) {
            addInterfaces(c, all);
        }
        all.removeIf(c -> c.getClassLoader() == null);
        return all;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> all) {
        for (Class<?> above : type.getInterfaces()) {
            if (all.add(above)) {
                addInterfaces(above, all);
            }
        }
    }

    /**
     * What the runtime knows. Immutable.
     *
     * @param policies the eviction policies that may be named
     * @param adapted the types that it was given adapters for
     */
    record Known(PolicyNames policies, Set<String> adapted) {}

    /** A memoized method, and the class that has its annotation. Immutable. */
    private record Found(MemoizedMethod memoized, Class<?> annotated) {}
}
