// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.spi.AsyncAdapter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An adapter of an application whose own copy of {@code memo-core} has the interface, as the agent's engine is in another
 * class loader. As thread-safe as the adapter is.
 */
record ForeignAdapter(MethodHandle to, MethodHandle from) implements AsyncAdapter {
    /** Wraps an adapter. */
    static AsyncAdapter of(Object adapter) throws ReflectiveOperationException {
        Class<?> service = Class.forName(
                AsyncAdapter.class.getName(), false, adapter.getClass().getClassLoader());
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        MethodType to = MethodType.methodType(CompletionStage.class, Object.class);
        MethodType from = MethodType.methodType(Object.class, CompletableFuture.class);
        return new ForeignAdapter(
                lookup.findVirtual(service, "toStage", to).bindTo(adapter),
                lookup.findVirtual(service, "fromStage", from).bindTo(adapter));
    }

    @Override
    public CompletionStage<?> toStage(Object result) {
        try {
            return (CompletionStage<?>) to.invokeExact(result);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("an adapter threw a checked exception", e);
        }
    }

    @Override
    public Object fromStage(CompletableFuture<?> stage) {
        try {
            return (Object) from.invokeExact((CompletableFuture<?>) stage);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("an adapter threw a checked exception", e);
        }
    }
}
