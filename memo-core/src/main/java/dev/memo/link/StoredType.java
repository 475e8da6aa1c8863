// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.method.MethodRef;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * Of which type a method's stored results are, by its declaration. Immutable.
 *
 * @param method the method
 * @param async whether it returns what tells of its result later
 */
record StoredType(MethodRef method, boolean async) {
    /**
     * Returns the type, with its arguments; where what is returned later is not said, any object.
     *
     * @throws ReflectiveOperationException if the method is not there
     */
    Type in(ClassLoader loader) throws ReflectiveOperationException {
        Type declared = declared(Class.forName(method.owner(), false, loader));
        if (!async) {
            return declared;
        }
        boolean said = declared instanceof ParameterizedType generic && generic.getActualTypeArguments().length == 1;
        return said ? ((ParameterizedType) declared).getActualTypeArguments()[0] : Object.class;
    }

    private Type declared(Class<?> owner) throws NoSuchMethodException {
        for (Method each : owner.getDeclaredMethods()) {
            if (each.getName().equals(method.name()) && method.descriptor().equals(descriptor(each))) {
                return each.getGenericReturnType();
            }
        }
        throw new NoSuchMethodException(method.text());
    }

    private static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .descriptorString();
    }
}
