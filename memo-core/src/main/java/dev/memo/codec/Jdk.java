// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.lang.reflect.Modifier;
import java.util.AbstractCollection;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractQueue;
import java.util.AbstractSequentialList;
import java.util.AbstractSet;
import java.util.Set;

/** Tells the classes of the JDK, whose fields are closed to us, from those of the application. Immutable. */
final class Jdk {
    /** Base classes whose instance fields, if any, are only caches and counters. */
    private static final Set<Class<?>> SKELETONS = Set.of(
            Object.class,
            AbstractCollection.class,
            AbstractList.class,
            AbstractSequentialList.class,
            AbstractSet.class,
            AbstractQueue.class,
            AbstractMap.class);

    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

    private Jdk() {}

    static boolean owns(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == PLATFORM;
    }

    /** Whether this class of the JDK adds no state that a copy would miss. */
    static boolean isSkeleton(Class<?> type) {
        return SKELETONS.contains(type);
    }

    /** The nearest superclass, or the class itself, that belongs to the JDK. */
    static Class<?> baseOf(Class<?> type) {
        Class<?> base = type;
        while (!owns(base)) {
            base = base.getSuperclass();
        }
        return base;
    }

    /** Whether code outside the JDK cannot name this class, so that it can only be known by its interfaces. */
    static boolean isHiddenFromUsers(Class<?> type) {
        if (!owns(type)) {
            return false;
        }
        for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
            if (!Modifier.isPublic(c.getModifiers())) {
                return true;
            }
        }
        return !type.getModule().isExported(type.getPackageName());
    }
}
