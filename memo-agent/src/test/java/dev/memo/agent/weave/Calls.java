// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls methods of a fixture by name, always on the same receiver: what its static {@code receiver()} gives, or a new
 * one. Confined to one thread.
 */
public final class Calls {
    private final Class<?> host;
    private @Nullable Object receiver;

    /** Of methods of the class and those that it inherits. */
    public Calls(Class<?> host) {
        this.host = host;
    }

    /** Calls. */
    @Nullable
    public Object call(String name, @Nullable Object... arguments) {
        try {
            return callThrowing(name, arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Calls; throws what the method throws. */
    @Nullable
    Object callThrowing(String name, @Nullable Object... arguments) throws Throwable {
        Method method = method(name);
        try {
            return method.invoke(Modifier.isStatic(method.getModifiers()) ? null : receiver(), arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private Object receiver() throws Throwable {
        if (receiver == null) {
            boolean given = methods().anyMatch(method -> method.getName().equals("receiver"));
            receiver = given ? method("receiver").invoke(null) : newInstance();
        }
        return receiver;
    }

    private Object newInstance() throws ReflectiveOperationException {
        var constructor = host.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private Method method(String name) {
        Method found = methods()
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + host));
        found.setAccessible(true);
        return found;
    }

    private Stream<Method> methods() {
        return Stream.<Class<?>>iterate(host, type -> type != null && type != Object.class, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()));
    }
}
