// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.spi.SuspendAdapter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An adapter of an application whose own copy of {@code memo-core} has the interface, as the agent's engine is in another
 * class loader. As thread-safe as the adapter is.
 */
record ForeignSuspendAdapter(
        MethodHandle continuation, MethodHandle load, MethodHandle suspended, MethodHandle awaiting)
        implements SuspendAdapter {

    /** Wraps an adapter. */
    static SuspendAdapter of(Object adapter) throws ReflectiveOperationException {
        Class<?> service = Class.forName(
                SuspendAdapter.class.getName(), false, adapter.getClass().getClassLoader());
        MethodType one = MethodType.methodType(Object.class, Object.class);
        return new ForeignSuspendAdapter(
                found(
                        service,
                        adapter,
                        "continuation",
                        one.appendParameterTypes(CompletableFuture.class, Object.class)),
                found(service, adapter, "load", one),
                found(service, adapter, "isSuspended", one.changeReturnType(boolean.class)),
                found(service, adapter, "await", one.appendParameterTypes(CompletableFuture.class, boolean.class)));
    }

    @Override
    public Object continuation(Object caller, CompletableFuture<@Nullable Object> outcome, @Nullable Object load) {
        try {
            return (Object) continuation.invokeExact(caller, (CompletableFuture<?>) outcome, load);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    @Override
    public @Nullable Object load(Object caller) {
        try {
            return (Object) load.invokeExact(caller);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    @Override
    public boolean isSuspended(@Nullable Object result) {
        try {
            return (boolean) suspended.invokeExact(result);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    @Override
    public @Nullable Object await(Object caller, CompletableFuture<?> stage, boolean leaves) {
        try {
            return (Object) awaiting.invokeExact(caller, (CompletableFuture<?>) stage, leaves);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static MethodHandle found(Class<?> service, Object adapter, String name, MethodType type)
            throws ReflectiveOperationException {
        return MethodHandles.publicLookup().findVirtual(service, name, type).bindTo(adapter);
    }

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException own
                ? own
                : new IllegalStateException("an adapter threw a checked exception", thrown);
    }
}
