// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.method.ClassBytes;
import dev.memo.method.Rules;
import java.lang.annotation.Annotation;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/**
 * Weaves the classes that were loaded before the agent came. Only those that have something to weave are touched: each
 * costs the JVM its compiled code. Stateless.
 */
final class LoadedClasses {
    private static final List<String> ANNOTATIONS =
            List.of("dev.memo.annotation.Cached", "dev.memo.annotation.Invalidates");

    private final Instrumentation instrumentation;
    private final Rules rules;
    private final Reporter reporter;

    LoadedClasses(Instrumentation instrumentation, Rules rules, Reporter reporter) {
        this.instrumentation = instrumentation;
        this.rules = rules;
        this.reporter = reporter;
    }

    void weave() {
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            try {
                if (wants(type)) {
                    instrumentation.retransformClasses(type);
                }
            } catch (Exception | LinkageError | StackOverflowError | AssertionError thrown) {
                reporter.add(ClassReport.trouble(type.getName(), thrown));
            }
        }
    }

    private boolean wants(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null && rules.classNames().isEmpty()) {
            return false;
        }
        String name = type.getName().replace('.', '/');
        boolean candidate = !type.isArray() && !type.isPrimitive() && !type.isHidden() && !ClassNames.isOwn(name);
        if (!candidate || loader == getClass().getClassLoader() || !instrumentation.isModifiableClass(type)) {
            return false;
        }
        return rules.mentions(name) || (loader != null && mayHaveMethods(type, loader, name));
    }

    private static boolean mayHaveMethods(Class<?> type, ClassLoader loader, String name) {
        byte[] classFile = ClassBytes.of(loader).find(name);
        if (classFile != null) {
            return Prefilter.mayHaveMethods(classFile);
        }
        return Arrays.stream(type.getDeclaredMethods()).anyMatch(LoadedClasses::isAnnotated);
    }

    private static boolean isAnnotated(Method method) {
        return Arrays.stream(method.getDeclaredAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(annotation -> ANNOTATIONS.contains(annotation.getName()));
    }
}
