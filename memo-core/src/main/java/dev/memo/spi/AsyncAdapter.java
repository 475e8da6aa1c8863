// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets Memo remember the outcome of methods that return an asynchronous type which the JDK does not know: Reactor's
 * {@code Mono}, Mutiny's {@code Uni}, RxJava's {@code Single}. The class says by {@link Adapts} which type that is.
 *
 * <p>It is registered with the builder, or it is found: then its class is named in a resource
 * {@code META-INF/services/dev.memo.spi.AsyncAdapter}, which the class loader of the memoized method's class sees, and has
 * a constructor without parameters. A type of many values ({@code Flux}) cannot be adapted.
 *
 * <p><b>Lazy types.</b> A {@code Mono} computes nothing until somebody subscribes, and does so anew for each one who
 * does. A memoized method's is subscribed <em>once</em>, by {@link #toStage}, before the method returns it to the caller
 * who runs it. So the computation begins with the call, whether or not that caller ever subscribes; and what callers get
 * may be subscribed as often as they like, which computes nothing.
 *
 * <p>Calls are made with no lock held, and may come from many threads at a time: implementations must be thread-safe.
 * Where one throws, the call that met it goes through without Memo, which is reported; those that were to share its load
 * get what was thrown for an outcome.
 */
public interface AsyncAdapter {
    /**
     * Makes what a method returned run, if it is lazy, and returns a stage that ends as it does. Called once for each
     * load, on the thread that called the method. Must not block.
     *
     * @param result what the method returned, never null
     * @return completed with the value, null where there is none (an empty {@code Mono}), or with the failure, as it is
     */
    CompletionStage<?> toStage(Object result);

    /**
     * Returns an object of the adapted type that ends as the stage does. Called once for each call, also for hits. Must
     * not block.
     *
     * @param stage one that is nobody else's: cancelling it, or completing it, touches no other caller
     */
    Object fromStage(CompletableFuture<?> stage);
}
