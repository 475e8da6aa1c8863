// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.Timer;
import java.util.WeakHashMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of class whose instances are never copied, since a copy would not be the same thing: it could not be finished,
 * read, closed or found again.
 *
 * <p>Immutable.
 */
final class Refusals {
    private static final Map<Class<?>, String> BY_TYPE = new LinkedHashMap<>();
    private static final Map<String, String> BY_NAME = Map.of(
            "kotlin.coroutines.Continuation", "a suspended computation",
            "org.reactivestreams.Publisher", "a publisher, which is not its values");

    static {
        BY_TYPE.put(Future.class, "a result that may still be pending");
        BY_TYPE.put(CompletionStage.class, "a result that may still be pending");
        BY_TYPE.put(BaseStream.class, "a stream, which its first reader uses up");
        BY_TYPE.put(Iterator.class, "an iterator, which its first reader uses up");
        BY_TYPE.put(Enumeration.class, "an enumeration, which its first reader uses up");
        BY_TYPE.put(Spliterator.class, "a spliterator, which its first reader uses up");
        BY_TYPE.put(Flow.Publisher.class, "a publisher, which is not its values");
        BY_TYPE.put(AutoCloseable.class, "a resource that has to be closed");
        BY_TYPE.put(Thread.class, "a thread");
        BY_TYPE.put(ThreadGroup.class, "a thread group");
        BY_TYPE.put(ThreadLocal.class, "a thread local");
        BY_TYPE.put(Executor.class, "an executor");
        BY_TYPE.put(Timer.class, "a timer");
        BY_TYPE.put(Process.class, "a process");
        BY_TYPE.put(ClassLoader.class, "a class loader");
        BY_TYPE.put(Module.class, "a module");
        BY_TYPE.put(AccessibleObject.class, "a reflective member");
        BY_TYPE.put(MethodHandle.class, "a method handle");
        BY_TYPE.put(MethodHandles.Lookup.class, "a lookup");
        BY_TYPE.put(VarHandle.class, "a variable handle");
        BY_TYPE.put(InvocationHandler.class, "an invocation handler");
        BY_TYPE.put(Reference.class, "a reference that the garbage collector clears");
        BY_TYPE.put(WeakHashMap.class, "a map that the garbage collector empties");
        BY_TYPE.put(IdentityHashMap.class, "a map whose keys a copy could not find");
        BY_TYPE.put(RandomGenerator.class, "a random generator, whose copies repeat one another");
    }

    private Refusals() {}

    /** Why no instance of this class is copied, or null if this class is no such kind. */
    static @Nullable String reasonFor(Class<?> type) {
        if (Proxy.isProxyClass(type)) {
            return "a dynamic proxy";
        }
        if (type.isHidden()) {
            return "a lambda or another hidden class";
        }
        for (Map.Entry<Class<?>, String> kind : BY_TYPE.entrySet()) {
            if (kind.getKey().isAssignableFrom(type)) {
                return kind.getValue();
            }
        }
        return Jdk.owns(type) ? null : reasonByName(type, new HashSet<>());
    }

    private static @Nullable String reasonByName(@Nullable Class<?> type, Set<Class<?>> seen) {
        if (type == null || !seen.add(type)) {
            return null;
        }
        String reason = BY_NAME.get(type.getName());
        for (Class<?> parent : type.getInterfaces()) {
            reason = reason == null ? reasonByName(parent, seen) : reason;
        }
        return reason == null ? reasonByName(type.getSuperclass(), seen) : reason;
    }
}
