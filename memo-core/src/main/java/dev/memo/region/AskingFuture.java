// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One caller's part in a load that may be a plain {@code Future}'s, which nobody is told the end of: it asks when it is
 * asked, and lands the flight if that future is done.
 *
 * <p>Cancelling it cancels this caller's part only. A thread that waits in {@code get} looks every tenth of a second
 * whether its own part was cancelled. Thread-safe.
 */
final class AskingFuture implements Future<@Nullable Object> {
    private static final long SLICE_NANOS = 100_000_000;

    private final AsyncFlight flight;
    private final CompletableFuture<@Nullable Object> part;

    AskingFuture(AsyncFlight flight, CompletableFuture<@Nullable Object> part) {
        this.flight = flight;
        this.part = part;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return !isDone() && part.cancel(mayInterruptIfRunning);
    }

    @Override
    public boolean isCancelled() {
        return isDone() && part.isCancelled();
    }

    @Override
    public boolean isDone() {
        return part.isDone() || (flight.poll() && part.isDone());
    }

    @Override
    public @Nullable Object get() throws InterruptedException, ExecutionException {
        while (!part.isDone()) {
            awaitSlice(SLICE_NANOS);
        }
        return part.get();
    }

    @Override
    public @Nullable Object get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        long left = unit.toNanos(timeout);
        while (!isDone() && left > 0) {
            awaitSlice(Math.min(left, SLICE_NANOS));
            left -= SLICE_NANOS;
        }
        return part.get(0, TimeUnit.NANOSECONDS);
    }

    /** Waits for the end, at most so long, at the place where it will be seen. */
    private void awaitSlice(long nanos) throws InterruptedException {
        Future<?> plain = flight.plain();
        if (plain == null) {
            awaitReturnOrEnd(nanos);
            return;
        }
        try {
            Object unused = plain.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (ExecutionException | CancellationException e) {
            assert plain.isDone() : "it has ended";
        }
        flight.landDone(plain);
        awaitOwn(nanos);
    }

    private void awaitReturnOrEnd(long nanos) throws InterruptedException {
        if (flight.returned().await(nanos, TimeUnit.NANOSECONDS) && flight.plain() == null) {
            awaitOwn(nanos);
        }
    }

    private void awaitOwn(long nanos) throws InterruptedException {
        try {
            Object unused = part.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException | CancellationException e) {
            return;
        }
    }
}
