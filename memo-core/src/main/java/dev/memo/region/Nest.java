// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.region.Callers.Caller;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the original of one load is given by Memo while it runs: until when that is fresh, and where it comes from.
 *
 * <p>It lies in the thread from when the load begins until it lands, above the nest of the load that called it. What the
 * inner load has noted reaches the outer one with its value, as a hit on that would. Calls that the original makes on other
 * threads are not seen, nor those that a stage makes after the original has returned it. Confined to the thread that runs
 * the original; once it is closed, to who lands the load.
 */
final class Nest {
    final Flight flight;
    final @Nullable Nest outer;

    /** The thread, if it was known when it ran its outermost original. */
    final @Nullable Caller caller;

    private final Thread thread = Thread.currentThread();
    private final Region region;
    private final Nested nested;
    private final @Nullable OriginNotes origins;
    private @Nullable List<Flight> awaited;
    private long untilNanos = Lifetime.NEVER;
    /** Written last by its thread; read first by who lands the load. */
    private boolean closed;

    Nest(Flight flight, Region region, @Nullable Nest outer, @Nullable Caller caller) {
        this.flight = flight;
        this.region = region;
        this.outer = outer;
        this.caller = caller;
        this.nested = region.settings.nested();
        this.origins = nested.dependencies() ? new OriginNotes() : null;
    }

    /** Returns whether this thread runs its original. */
    boolean isHere() {
        return !closed && thread == Thread.currentThread();
    }

    /** Takes it out of the thread, and what lies above it. */
    void close() {
        if (!isHere()) {
            return;
        }
        for (Nest top = Nests.current(); top != null && top != this; top = top.outer) {
            top.closed = true;
        }
        VarHandle.releaseFence(); // after what was noted
        closed = true;
        Nests.leave(this, outer);
    }

    void reads(Region from, Entry e) {
        if (origins != null) {
            origins.key(from.ledger.origins(), e.hash());
        }
    }

    void given(Region from, Entry e, @Nullable Object stored) {
        if (nested.ttl()) {
            note(from.lifetime.freshEnd(e), from);
        }
        if (origins != null) {
            origins.of(stored);
        }
    }

    void given(Region from, Flight other) {
        if (nested.ttl()) {
            note(other.freshUntil, from);
        }
        if (origins != null) {
            origins.of(other.kept());
        }
    }

    void awaits(Region from, Flight other) {
        if (other.region() == from) {
            awaited = awaited == null ? new ArrayList<>() : awaited;
            awaited.add(other);
        }
    }

    /** Returns until when what the original was given is fresh, by its region's clock; {@link Lifetime#NEVER} for no end. */
    long untilNanos() {
        if (!closed) {
            return Lifetime.NEVER; // it was given up while it runs
        }
        VarHandle.acquireFence();
        takeAwaited();
        return untilNanos;
    }

    /** Returns what the value comes of, null if nothing of that matters. */
    @Nullable
    OriginSet origins() {
        return origins == null ? null : origins.set();
    }

    /** Those that have not landed cannot be a part of the value. */
    private void takeAwaited() {
        List<Flight> all = awaited;
        awaited = null;
        if (all != null) {
            all.stream().filter(Flight::landed).forEach(each -> given(each.region(), each));
        }
    }

    private void note(long until, Region from) {
        if (until == Lifetime.NEVER) {
            return;
        }
        long mine = from.tier == region.tier
                ? until
                : Aging.at(region.tier.clock.exact() + until - from.tier.clock.exact());
        untilNanos = Lifetime.earlier(untilNanos, mine);
    }
}
