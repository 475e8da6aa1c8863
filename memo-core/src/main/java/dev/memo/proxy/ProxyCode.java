// SPDX-License-Identifier: Apache-2.0
package dev.memo.proxy;

import dev.memo.method.Problem;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds methods whose stored results would be good for other code than the proxy runs: that of the annotated method counts,
 * but the wrapped object's class may override it. Stateless.
 */
final class ProxyCode {
    private ProxyCode() {}

    static void check(ProxyMethod method, Class<?> target, List<Problem> problems) {
        if (method.memoized().code().isEmpty()) {
            return;
        }
        Class<?> runs = declaring(target, method.method());
        if (runs != null && runs != method.annotated()) {
            problems.add(new Problem(
                    "OTHER_CODE",
                    "@Cached on " + method.memoized().ref().text(),
                    "its results are good for the code that has computed them, but what is run is the method of "
                            + runs.getSimpleName(),
                    "Annotate that one, or set code = false and version = \"1\", and another version whenever results"
                            + " change."));
        }
    }

    /** Returns the class or interface that has the method's body, null if it cannot be told. */
    static @Nullable Class<?> declaring(Class<?> target, Method method) {
        for (Class<?> c = target; c != null; c = c.getSuperclass()) {
            for (Method each : c.getDeclaredMethods()) {
                if (ProxyTypes.key(each).equals(ProxyTypes.key(method))) {
                    return c;
                }
            }
        }
        for (Method each : target.getMethods()) {
            if (ProxyTypes.key(each).equals(ProxyTypes.key(method))) {
                return each.getDeclaringClass();
            }
        }
        return null;
    }
}
