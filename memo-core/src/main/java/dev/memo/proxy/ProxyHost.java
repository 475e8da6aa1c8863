// SPDX-License-Identifier: Apache-2.0
package dev.memo.proxy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Where a proxy class is defined: beside its type, or, for a public interface that Memo has no access to, in a class
 * loader of its own below the type's. Immutable.
 *
 * @param lookup one that may define classes there
 */
record ProxyHost(Lookup lookup) {
    static ProxyHost of(@Nullable Lookup given, Class<?> type) {
        if (given != null) {
            return new ProxyHost(given);
        }
        ProxyHost.class.getModule().addReads(type.getModule());
        try {
            return new ProxyHost(MethodHandles.privateLookupIn(type, MethodHandles.lookup()));
        } catch (IllegalAccessException e) {
            if (type.isInterface() && Modifier.isPublic(type.getModifiers())) {
                return new ProxyHost(ChildLoader.lookupBelow(type));
            }
            throw new IllegalArgumentException(
                    "memo.proxy(" + type.getSimpleName() + ".class): Memo may not define a class beside it, found that "
                            + type.getModule() + " does not open " + type.getPackageName()
                            + ". Use memo.proxy(MethodHandles.lookup(), type, object) from that package.",
                    e);
        }
    }

    String packageName() {
        return lookup.lookupClass().getPackageName();
    }

    /** Returns what calls a method of the wrapped type. */
    MethodHandle original(Class<?> type, Method method) {
        MethodType signature = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
        try {
            return lookup.findVirtual(type, method.getName(), signature);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "memo.proxy(" + type.getSimpleName() + ".class): " + method.getName()
                            + " is loaded in the background, but Memo may not call it, found " + e.getMessage()
                            + ". Use memo.proxy(MethodHandles.lookup(), type, object) from its package.",
                    e);
        }
    }

    Lookup define(byte[] bytes, List<MethodHandle> probes) {
        try {
            return lookup.defineHiddenClassWithClassData(bytes, List.copyOf(probes), true);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(
                    "memo.proxy: the lookup may not define a class in " + packageName() + ", found " + lookup
                            + ". Make it there with MethodHandles.lookup().",
                    e);
        }
    }

    /** A class loader with one class, which gives a lookup. Thread-safe. */
    private static final class ChildLoader extends ClassLoader {
        private static final String ANCHOR = "dev.memo.proxied.Anchor";

        ChildLoader(@Nullable ClassLoader parent) {
            super(parent);
        }

        static Lookup lookupBelow(Class<?> type) {
            ClassLoader above = type.getClassLoader();
            ChildLoader loader = new ChildLoader(above == null ? ClassLoader.getPlatformClassLoader() : above);
            ClassWriter writer = new ClassWriter(0);
            writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, ANCHOR.replace('.', '/'), null, "java/lang/Object", null);
            byte[] bytes = writer.toByteArray();
            Class<?> anchor = loader.defineClass(ANCHOR, bytes, 0, bytes.length);
            try {
                return MethodHandles.privateLookupIn(anchor, MethodHandles.lookup());
            } catch (IllegalAccessException e) {
                throw new LinkageError("a class of Memo's own is closed to it", e);
            }
        }
    }
}
