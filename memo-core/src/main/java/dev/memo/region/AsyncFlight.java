// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.region.AsyncFlights.Follower;
import dev.memo.spi.AsyncAdapter;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A load whose original returns before its value is there.
 *
 * <p>It is handed to the woven code as a function that takes what the original returned and gives what the leader
 * returns in its place: a stage of his own. While the original runs, the leader's thread leads, so that a call of its own
 * for the same key runs the original again, as in a recursion; after that the flight has no thread.
 *
 * <p>It lands once, by whoever sees the end first: the thread that completes the stage; for a plain {@code Future},
 * which tells nobody, one that asks. Order of landing, which all readers rely on: value and failure are written, the
 * entry is published, the latch opens, it is settled, the stages are completed. A follower is added first and looks whether
 * it is settled after; so either the landing finds him, or he finds it settled and takes his part himself. Thread-safe.
 */
final class AsyncFlight extends Flight implements Function<@Nullable Object, @Nullable Object> {
    private final AsyncFlights barrier;
    private final CountDownLatch returned = new CountDownLatch(1);
    private final AtomicBoolean landing = new AtomicBoolean();
    private final Queue<Follower> followers = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<@Nullable Object> own = new CompletableFuture<>();
    private volatile @Nullable Future<?> plain;
    private @Nullable Object value;
    private @Nullable Throwable thrown;

    /** Whether its outcome is known: a flight that has lost its barrier counts as landed before. */
    private volatile boolean settled;

    AsyncFlight(Flights flights, AsyncFlights barrier, Entry entry) {
        super(flights, entry, Thread.currentThread());
        this.barrier = barrier;
    }

    /** Takes what the original returned; returns what the leader is to return. Never throws. */
    @Override
    public @Nullable Object apply(@Nullable Object result) {
        leaveNest();
        if (nest != null && nest.outer != null && nest.outer.isHere()) {
            nest.outer.awaits(region(), this);
        }
        try {
            return result == null ? nothing() : observed(result);
        } catch (Throwable cause) { // an adapter's, or that of a stage that cannot be observed
            barrier.report(cause);
            giveUp(cause);
            return result;
        } finally {
            leave();
        }
    }

    /** Takes what the original threw, or returned where the woven code does not ask for more. */
    @Override
    public void accept(@Nullable Object result, @Nullable Object failure) {
        if (failure instanceof Throwable cause) {
            leave();
            land(null, cause);
        } else {
            Object unused = apply(result);
        }
    }

    /** Lands it with a value that a store had, before the original has run. */
    @Override
    void promote(StoredResult found) {
        if (!landing.compareAndSet(false, true)) {
            return;
        }
        value = found.value();
        try {
            super.promote(found);
            barrier.landed(this);
        } finally {
            returned.countDown();
            complete();
        }
    }

    /** Where the original threw in place of returning, and an older outcome serves: a stage that has it. */
    @Override
    public @Nullable Object get() {
        Object older = barrier.instead(this);
        return older == null ? null : barrier.given(older);
    }

    /** Returns the outcome that serves in the place of a failure, {@code void.class} for null; null if there is none. */
    @Nullable
    Object olderOutcome() {
        return super.get();
    }

    /** Lands it without an outcome, as it did not take off. */
    @Override
    void cancel() {
        giveUp(new IllegalStateException(barrier.name() + " could not begin to load"));
    }

    @Override
    boolean isLedHere() {
        return returned.getCount() > 0 && super.isLedHere();
    }

    /** Once the original has returned, any thread may end it. */
    @Override
    boolean isLeaderGone() {
        return returned.getCount() > 0 && super.isLeaderGone();
    }

    @Override
    boolean landsOnLeader() {
        return false;
    }

    /** The life of a value whose end nobody told begins with its load: it may have been there for long. */
    @Override
    long born(long now) {
        return plain == null ? now : now - ageNanos(now);
    }

    /** Lands it if it is a plain future's that is done by now; returns whether it has landed, or lost its barrier. */
    boolean poll() {
        Future<?> future = plain;
        if (future != null && !settled && future.isDone()) {
            landDone(future);
        }
        return landed();
    }

    /** Returns the plain future, or null if there is none or it is not known yet. */
    @Nullable
    Future<?> plain() {
        return plain;
    }

    /** Opens when the original has returned, or thrown. */
    CountDownLatch returned() {
        return returned;
    }

    /** Returns what is handed out for a stage of a caller's. */
    Object shared(CompletableFuture<@Nullable Object> stage) {
        AsyncAdapter adapter = barrier.adapter();
        boolean asked = adapter == JdkAsync.FUTURE && (plain != null || returned.getCount() > 0);
        return asked ? new AskingFuture(this, stage) : adapter.fromStage(stage);
    }

    void add(Follower follower) {
        followers.add(follower);
        if (settled) {
            deliver();
        }
    }

    /** Returns what the original's stage was completed with; known once it has landed. */
    @Nullable
    Object value() {
        return value;
    }

    /** Returns why there is no value, or null; known once it has landed. */
    @Nullable
    Throwable thrown() {
        return thrown;
    }

    /** Lands it with the outcome of a plain future that is done. */
    void landDone(Future<?> future) {
        boolean interrupted = false;
        while (!settled) {
            try {
                land(future.get(), null);
                break;
            } catch (InterruptedException e) { // some look at the flag first
                interrupted = true;
            } catch (ExecutionException e) {
                land(null, unwrapped(e));
                break;
            } catch (RuntimeException | Error e) { // it was cancelled, or is odd
                land(null, e);
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Object nothing() {
        barrier.passed();
        giveUp(new NullPointerException(
                barrier.name() + " returned null in place of its outcome to the caller who ran it"));
        return null;
    }

    private Object observed(Object result) {
        if (barrier.adapter() == JdkAsync.FUTURE && !(result instanceof CompletionStage)) {
            plain = (Future<?>) result;
            Object given = shared(own);
            boolean unused = poll();
            return given;
        }
        Object given = barrier.adapter().fromStage(own);
        CompletionStage<?> unused = barrier.adapter().toStage(result).whenComplete(this::land);
        return given;
    }

    private void leave() {
        if (returned.getCount() > 0) {
            leaderLeaves();
            returned.countDown();
        }
    }

    private void land(@Nullable Object outcome, @Nullable Throwable failure) {
        if (!landing.compareAndSet(false, true)) {
            return;
        }
        value = outcome;
        thrown = failure;
        try {
            super.accept(outcome, failure);
            barrier.landed(this);
        } finally {
            complete();
        }
    }

    private void giveUp(Throwable cause) {
        if (!landing.compareAndSet(false, true)) {
            return;
        }
        thrown = cause;
        try {
            super.cancel();
        } finally {
            complete();
        }
    }

    private void complete() {
        settled = true;
        Object instead = thrown == null ? null : barrier.instead(this);
        boolean first = (thrown != null && instead == null)
                ? own.completeExceptionally(thrown)
                : own.complete(instead == null ? value : AsyncFlights.unmasked(instead));
        assert first || own.isDone() : "its owner may have been first";
        deliver();
    }

    private void deliver() {
        for (Follower next = followers.poll(); next != null; next = followers.poll()) {
            barrier.deliver(this, next);
        }
    }

    /** Returns a throwable that a stage completed with it shows as the future's {@code get} did. */
    private static Throwable unwrapped(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause == null ? e : cause instanceof CompletionException ? new CompletionException(cause) : cause;
    }
}
