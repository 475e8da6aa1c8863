// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Plans fixture classes in one call. Stateless and thread-safe. */
final class Plans {
    static final ClassBytes SOURCE = ClassBytes.of(Plans.class.getClassLoader());

    private Plans() {}

    static byte[] bytes(Class<?> type) {
        String resource = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getResourceAsStream(resource)) {
            if (in == null) {
                throw new AssertionError("no class file of " + type);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ClassPlan weave(Class<?> type, String... rules) {
        return ClassPlan.of(bytes(type), rules(rules), SOURCE, Purpose.WEAVE);
    }

    static ClassPlan proxy(Class<?> type, String... rules) {
        return ClassPlan.of(bytes(type), rules(rules), SOURCE, Purpose.PROXY);
    }

    /** Returns the rules, which must have no problems. */
    static Rules rules(String... lines) {
        Rules rules = Rules.parse("rules.txt", List.of(lines));
        if (!rules.problems().isEmpty()) {
            throw new AssertionError(texts(rules.problems()));
        }
        return rules;
    }

    static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::text).toList();
    }

    static List<String> codes(List<Problem> problems) {
        return problems.stream().map(Problem::code).toList();
    }

    /** Returns the settings of the only memoized method of that name. */
    static MethodSettings settings(ClassPlan plan, String method) {
        List<MethodSettings> found = plan.memoized().stream()
                .filter(each -> each.ref().name().equals(method))
                .map(MemoizedMethod::settings)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(
                    found.size() + " memoized methods " + method + ", problems: " + texts(plan.problems()));
        }
        return found.get(0);
    }

    static List<String> memoizedNames(ClassPlan plan) {
        return plan.memoized().stream().map(each -> each.ref().name()).toList();
    }
}
