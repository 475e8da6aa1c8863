// SPDX-License-Identifier: Apache-2.0
package dev.memo.proxy;

import java.lang.invoke.MethodType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Which types can be wrapped, and which of their methods a proxy has to have. Stateless. */
final class ProxyTypes {
    private ProxyTypes() {}

    /**
     * Checks that a proxy of the type can exist.
     *
     * @throws IllegalArgumentException with the reason and what to do
     */
    static void check(Class<?> type) {
        String reason = refusal(type);
        if (reason != null) {
            throw new IllegalArgumentException("memo.proxy(" + type.getSimpleName() + ".class): " + reason
                    + " Wrap an interface that it implements, or start with the agent, which needs no proxy.");
        }
        List<String> unreachable = new ArrayList<>();
        for (Method method : overridable(type)) {
            if (Modifier.isFinal(method.getModifiers()) && !type.isInterface()) {
                unreachable.add(method.getName());
            }
        }
        if (!unreachable.isEmpty()) {
            throw new IllegalArgumentException("memo.proxy(" + type.getSimpleName()
                    + ".class): final methods would run on the proxy's empty fields, found " + unreachable
                    + ". Make them non-final, wrap an interface, or start with the agent, which needs no proxy.");
        }
    }

    /** Returns the methods that a proxy forwards or memoizes: all that it inherits, bridges left out. */
    static Collection<Method> overridable(Class<?> type) {
        Map<String, Method> found = new LinkedHashMap<>();
        for (Method method : type.getMethods()) {
            add(found, method);
        }
        for (Class<?> c = type; c != null && c != Object.class && !type.isInterface(); c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (visible(method, type)) {
                    add(found, method);
                }
            }
        }
        return found.values();
    }

    static String key(Method method) {
        return method.getName() + ProxyMethod.descriptor(method);
    }

    /** Returns a probe's type: primitives and strings as they are, all others objects. */
    static MethodType probe(Method method, boolean receiver, int[] parameters) {
        MethodType type = MethodType.methodType(Object.class);
        if (receiver) {
            type = type.appendParameterTypes(Object.class);
        }
        Class<?>[] all = method.getParameterTypes();
        for (int index : parameters) {
            boolean kept = all[index].isPrimitive() || all[index] == String.class;
            type = type.appendParameterTypes(kept ? all[index] : Object.class);
        }
        return type;
    }

    static boolean isStage(Class<?> type) {
        return type == CompletableFuture.class || type == CompletionStage.class;
    }

    private static void add(Map<String, Method> found, Method method) {
        boolean own = !Modifier.isStatic(method.getModifiers())
                && !Modifier.isPrivate(method.getModifiers())
                && !method.isBridge()
                && method.getDeclaringClass() != Object.class;
        if (own) {
            found.putIfAbsent(key(method), method);
        }
    }

    /** Returns whether a class in the type's package may call the method on another object. */
    private static boolean visible(Member method, Class<?> type) {
        return method.getDeclaringClass().getPackageName().equals(type.getPackageName())
                && method.getDeclaringClass().getClassLoader() == type.getClassLoader();
    }

    private static @org.jspecify.annotations.Nullable String refusal(Class<?> type) {
        if (type.isPrimitive() || type.isArray() || type.isAnnotation()) {
            return "only interfaces and classes can be wrapped, found " + type.getTypeName() + ".";
        }
        if (type.isRecord() || type.isEnum()) {
            return "it is " + (type.isRecord() ? "a record" : "an enum") + ", which cannot be extended.";
        }
        if (Modifier.isFinal(type.getModifiers())) {
            return "it is a final class, which cannot be extended.";
        }
        return type.isSealed() ? "it is sealed, so that only the types it permits can extend it." : null;
    }
}
