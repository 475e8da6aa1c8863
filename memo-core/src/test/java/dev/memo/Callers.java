// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.link.LinkedMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Threads that call linked methods. Confined to one thread, but for what it starts. */
final class Callers implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final ExecutorService pool = Executors.newCachedThreadPool();

    /** Starts a call in a thread of its own. */
    Future<@Nullable Object> call(LinkedMethod method, @Nullable Object... arguments) {
        return pool.submit(() -> {
            try {
                return method.call(arguments);
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Starts a body in a thread of its own. */
    Future<?> run(Runnable body) {
        return pool.submit(body);
    }

    /** Starts this many of the same call. */
    List<Future<@Nullable Object>> calls(int number, LinkedMethod method, @Nullable Object... arguments) {
        return IntStream.range(0, number).mapToObj(i -> call(method, arguments)).toList();
    }

    /** Runs a body in this many threads, which are told their numbers, until all have ended. */
    void together(int number, Body body) {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int thread = i;
            all.add(pool.submit(() -> {
                body.run(thread);
                return null;
            }));
        }
        all.forEach(Callers::get);
    }

    /** Returns what a call returned. */
    static @Nullable Object get(Future<?> call) {
        try {
            return call.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns what a call threw. */
    static Throwable thrownBy(Future<?> call) {
        try {
            throw new AssertionError("it returned " + call.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return java.util.Objects.requireNonNull(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    /** What one thread does. */
    @FunctionalInterface
    interface Body {
        void run(int thread) throws Exception;
    }
}
