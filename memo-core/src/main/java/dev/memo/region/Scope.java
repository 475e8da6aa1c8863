// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of the memoized calls that a piece of code makes, in place of their results.
 *
 * <p>It is about calls that the code makes itself, not about those that a memoized method's body makes in turn: while a
 * body runs, the scope rests; only {@link Operation#BYPASS} goes all the way down. Where the body must not run, the call
 * is left by throwing what the scope was given for its end. Confined to one thread.
 */
public final class Scope {
    private final Operation operation;
    private final AtomicInteger depth;
    private final Throwable end;
    private final Consumer<@Nullable Object[]> reports;

    /**
     * Creates a scope. Its parts are of the JDK's types, as several engines may share them.
     *
     * @param depth how many bodies are running on the thread that the scope does not concern
     * @param end thrown to leave a call whose body must not run
     * @param reports hears of each call, before it is left or its body runs: outcome, whether {@code end} is thrown now,
     *     age in nanoseconds or null if it is not known, how long it waited in nanoseconds, whether its body runs
     */
    public Scope(Operation operation, AtomicInteger depth, Throwable end, Consumer<@Nullable Object[]> reports) {
        this.operation = operation;
        this.depth = depth;
        this.end = end;
        this.reports = reports;
    }

    /** Returns whether the next memoized call belongs to it. */
    boolean applies() {
        return depth.get() == 0 || operation == Operation.BYPASS;
    }

    /** Takes a memoized call; answers as {@link Region#begin} does, or throws the end. */
    @Nullable
    Object begin(Region region, Entry fresh, Rerun.@Nullable Source again) throws Throwable {
        return switch (operation) {
            case BYPASS -> bypassed(region);
            case PEEK -> peek(region, fresh);
            case INVALIDATE -> throw leave(region.invalidate(fresh) ? "DROPPED" : "NOTHING");
            case INVALIDATE_SOFTLY -> throw leave(region.outdating.outdate(fresh) ? "DROPPED" : "NOTHING");
            case REFRESH -> refresh(region, fresh, again);
            case OBSERVE -> observe(region, fresh, again);
        };
    }

    /** Takes a memoized call whose key cannot be made or compared, so that nothing can be kept for it. */
    @Nullable
    Object begin(Throwable unkeyable) {
        if (operation == Operation.PEEK
                || operation == Operation.INVALIDATE
                || operation == Operation.INVALIDATE_SOFTLY) {
            throw Rethrown.same(leave(operation == Operation.PEEK ? "MISS" : "NOTHING"));
        }
        report("BYPASSED", null, 0, true);
        return operation == Operation.BYPASS ? null : body(null, () -> {});
    }

    /** Takes a call for several keys; returns whether Memo answers it, or throws the end. */
    boolean begin(Batch batch) throws Throwable {
        switch (operation) {
            case BYPASS -> {
                return bypassed(batch.region()) != null;
            }
            case INVALIDATE -> throw leave(batch.invalidate() ? "DROPPED" : "NOTHING");
            case INVALIDATE_SOFTLY -> throw leave(batch.outdate() ? "DROPPED" : "NOTHING");
            case PEEK -> {
                if (!batch.peek()) {
                    throw leave("MISS");
                }
                report("HIT", null, 0, false);
            }
            case REFRESH -> {
                boolean unused = batch.invalidate();
                open(batch);
            }
            case OBSERVE -> open(batch);
        }
        return true;
    }

    /** Begins the call as it would without a scope, which rests meanwhile; it was a hit if all its keys were there. */
    private void open(Batch batch) throws Throwable {
        long since = batch.region().tier.clock.exact();
        depth.incrementAndGet();
        boolean runs = false;
        try {
            batch.open();
            runs = batch.loads();
        } finally {
            if (!runs) {
                depth.decrementAndGet();
            }
        }
        if (runs) {
            batch.rests(depth);
        }
        long waited = runs ? 0 : batch.region().tier.clock.exact() - since;
        report(
                runs || batch.hasWaited() ? "MISS" : "HIT",
                runs ? Long.valueOf(0) : null,
                batch.hasWaited() ? waited : 0,
                runs);
    }

    private @Nullable Object bypassed(Region region) {
        region.counters.bypasses.increment();
        region.events.bypass();
        report("BYPASSED", null, 0, true);
        return null;
    }

    private Object peek(Region region, Entry fresh) throws Throwable {
        Nests.reads(region, fresh);
        Live live = region.hidden() ? null : region.reads.live(fresh);
        Object value = live == null ? null : region.values.open(live.stored());
        if (live == null || value == null) {
            throw leave(live == null && region.reads.ended(fresh) ? "EXPIRED" : "MISS");
        }
        Nests.given(region, live.entry(), live.stored());
        report("HIT", region.lifetime.ageNanos(live.entry()), 0, false);
        return value;
    }

    private @Nullable Object refresh(Region region, Entry fresh, Rerun.@Nullable Source again) throws Throwable {
        region.invalidate(fresh);
        return opened(region, fresh, again);
    }

    private @Nullable Object observe(Region region, Entry fresh, Rerun.@Nullable Source again) throws Throwable {
        Live live = region.hidden() ? null : region.reads.live(fresh);
        Object value = live == null ? null : region.hit(live.entry());
        if (live != null && value != null) {
            report("HIT", region.lifetime.ageNanos(live.entry()), 0, false);
            return value;
        }
        return opened(region, fresh, again);
    }

    /** Begins the call as it would without a scope, which rests meanwhile. */
    private @Nullable Object opened(Region region, Entry fresh, Rerun.@Nullable Source again) throws Throwable {
        long since = region.tier.clock.exact();
        Entry before = region.hidden() ? null : region.reads.outdated(fresh);
        Object stored = before == null ? null : before.value;
        Object slot;
        depth.incrementAndGet();
        try {
            slot = region.open(fresh, again);
        } finally {
            depth.decrementAndGet();
        }
        boolean runs = slot == null || slot instanceof Flight;
        boolean stale = !runs && before != null && stored != null && before.value == stored;
        Long age = before == null ? null : region.lifetime.ageNanos(before);
        report(
                slot == null ? "BYPASSED" : stale ? "STALE" : "MISS",
                stale ? age : runs ? Long.valueOf(0) : null,
                runs ? 0 : region.tier.clock.exact() - since,
                runs);
        return runs ? body(slot, () -> report("STALE", age, 0, true)) : slot;
    }

    private Object body(@Nullable Object flight, Runnable whenStale) {
        depth.incrementAndGet();
        return new Body(depth, flight, whenStale);
    }

    private Throwable leave(String outcome) {
        reports.accept(new Object[] {outcome, true, null, 0L, false});
        return end;
    }

    private void report(String outcome, @Nullable Long ageNanos, long waitedNanos, boolean runs) {
        reports.accept(new Object[] {outcome, false, ageNanos, waitedNanos, runs});
    }

    /** What is wanted of memoized calls. */
    public enum Operation {
        /** Drop what is kept for it, and leave. */
        INVALIDATE,
        /** Make what is kept for it stale, and leave. */
        INVALIDATE_SOFTLY,
        /** Drop what is kept for it, and load it. */
        REFRESH,
        /** Run the body without Memo. */
        BYPASS,
        /** Return what is kept for it, or leave. */
        PEEK,
        /** Go the ordinary way, and tell of it. */
        OBSERVE
    }

    /** A body that is running while the scope rests; a latch and a consumer, as a flight is. Confined to one thread. */
    private static final class Body extends CountDownLatch
            implements BiConsumer<@Nullable Object, @Nullable Object>,
                    Supplier<@Nullable Object>,
                    Function<@Nullable Object, @Nullable Object> {
        private final AtomicInteger depth;
        private final @Nullable Flight flight;
        private final Runnable whenStale;

        Body(AtomicInteger depth, @Nullable Object flight, Runnable whenStale) {
            super(1);
            this.depth = depth;
            this.flight = (Flight) flight;
            this.whenStale = whenStale;
        }

        @Override
        public void accept(@Nullable Object value, @Nullable Object thrown) {
            if (getCount() > 0) {
                countDown();
                depth.decrementAndGet();
                if (flight != null) {
                    flight.accept(value, thrown);
                }
            }
        }

        /** As a flight's. */
        @Override
        public @Nullable Object get() {
            Object older = flight == null ? null : flight.get();
            if (older != null) {
                whenStale.run();
            }
            return older;
        }

        /** As an asynchronous flight's: takes what the original has returned, returns what the method is to return. */
        @Override
        public @Nullable Object apply(@Nullable Object result) {
            if (getCount() > 0) {
                countDown();
                depth.decrementAndGet();
            }
            return flight instanceof AsyncFlight async ? async.apply(result) : result;
        }
    }
}
