// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the classes that a declared type says its values are made of: the class, its type arguments, the types of its
 * fields, the permitted subclasses of a sealed one, and so on from each.
 *
 * <p>A subclass that is not named anywhere is not among them: whoever writes bytes could name any. Loads the classes of
 * fields, initialises none. Confined to one thread, used once.
 */
final class Reach {
    private final Map<String, Class<?>> classes = new TreeMap<>();
    private final Set<Type> seen = new HashSet<>();

    private Reach() {}

    /** Returns the classes by name, in the order of their names. */
    static Map<String, Class<?>> of(Type declared) {
        Reach reach = new Reach();
        reach.follow(declared);
        return Map.copyOf(reach.classes);
    }

    /** Returns the class that all values of a declared type are instances of, the box of a primitive type. */
    static Class<?> rawType(Type type) {
        if (type instanceof Class<?> known) {
            return MethodType.methodType(known).wrap().returnType();
        } else if (type instanceof ParameterizedType generic) {
            return rawType(generic.getRawType());
        } else if (type instanceof GenericArrayType array) {
            return rawType(array.getGenericComponentType()).arrayType();
        }
        Type[] bounds = type instanceof TypeVariable<?> variable
                ? variable.getBounds()
                : ((WildcardType) type).getUpperBounds();
        return rawType(bounds[0]);
    }

    private void follow(Type type) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof Class<?> known) {
            followClass(known);
        } else if (type instanceof ParameterizedType generic) {
            follow(generic.getRawType());
            followAll(generic.getActualTypeArguments());
        } else if (type instanceof GenericArrayType array) {
            follow(array.getGenericComponentType());
        } else if (type instanceof WildcardType wildcard) {
            followAll(wildcard.getUpperBounds());
        } else if (type instanceof TypeVariable<?> variable) {
            followAll(variable.getBounds());
        }
    }

    private void followAll(Type[] types) {
        for (Type type : types) {
            follow(type);
        }
    }

    private void followClass(Class<?> type) {
        if (type.isArray()) {
            follow(type.getComponentType());
            return;
        }
        if (type.isPrimitive() || type == Object.class) {
            return;
        }
        if (isExact(type)) {
            classes.put(type.getName(), type);
        }
        if (!Jdk.owns(type)) {
            followFields(type);
            followPermitted(type);
        }
    }

    /** An interface or an abstract class has no instances of its own. */
    private static boolean isExact(Class<?> type) {
        return type.isEnum() || !Modifier.isAbstract(type.getModifiers());
    }

    private void followFields(Class<?> type) {
        if (type.isEnum()) {
            return; // a constant is written as such
        }
        try {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    follow(field.getGenericType());
                }
            }
            Type superclass = type.getGenericSuperclass();
            if (superclass != null) {
                follow(superclass);
            }
        } catch (LinkageError | TypeNotPresentException e) {
            return; // a class is missing: what it would add is not admitted
        }
    }

    private void followPermitted(Class<?> type) {
        Class<?>[] permitted = type.isEnum() ? null : type.getPermittedSubclasses();
        if (permitted != null) {
            followAll(permitted);
        }
    }
}
