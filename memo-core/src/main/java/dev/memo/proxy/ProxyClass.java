// SPDX-License-Identifier: Apache-2.0
package dev.memo.proxy;

import dev.memo.codec.BlankInstances;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/**
 * A generated proxy class; each of its proxies refers to it, so that it is found again while one lives.
 *
 * <p>Immutable.
 */
final class ProxyClass {
    static final String TARGET = "memo$target";
    static final String ORIGIN = "memo$origin";

    private final MethodHandle create;
    private final MethodHandle setTarget;
    private final MethodHandle setOrigin;

    private ProxyClass(MethodHandle create, MethodHandle setTarget, MethodHandle setOrigin) {
        this.create = create;
        this.setTarget = setTarget;
        this.setOrigin = setOrigin;
    }

    static ProxyClass of(Lookup defined, Class<?> wrapped) {
        Class<?> type = defined.lookupClass();
        try {
            return new ProxyClass(
                    wrapped.isInterface() ? constructor(defined) : blank(type),
                    defined.findSetter(type, TARGET, wrapped).asType(setter()),
                    defined.findSetter(type, ORIGIN, Object.class).asType(setter()));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a proxy class of Memo's own lacks a field", e);
        }
    }

    /** Returns a new proxy; no constructor of the wrapped class runs. */
    Object instance(Object target) {
        try {
            Object proxy = (Object) create.invokeExact();
            setTarget.invokeExact(proxy, target);
            setOrigin.invokeExact(proxy, (Object) this);
            return proxy;
        } catch (Throwable e) {
            throw new LinkageError("a proxy class of Memo's own cannot be used", e);
        }
    }

    private static MethodHandle constructor(Lookup defined) throws ReflectiveOperationException {
        return defined.findConstructor(defined.lookupClass(), MethodType.methodType(void.class))
                .asType(MethodType.methodType(Object.class));
    }

    private static MethodHandle blank(Class<?> type) throws ReflectiveOperationException {
        MethodHandle blank = MethodHandles.lookup()
                .findStatic(BlankInstances.class, "of", MethodType.methodType(Object.class, Class.class));
        return MethodHandles.insertArguments(blank, 0, type);
    }

    private static MethodType setter() {
        return MethodType.methodType(void.class, Object.class, Object.class);
    }
}
