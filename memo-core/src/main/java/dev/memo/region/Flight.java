// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One load under way for one key: its leader runs the original, its waiters await the landing.
 *
 * <p>It is handed to woven code as a latch, a consumer of the value or the exception, and a supplier of what to return in
 * place of the exception, which are JDK types, so that woven code names no class of Memo. It lands exactly once; what
 * comes later is ignored. Before that it may be vacated: it loses the barrier, its waiters look again, and what it gives
 * later is its own caller's only. Thread-safe: the outcome is written by the leader before the latch opens and read by
 * waiters after.
 */
sealed class Flight extends CountDownLatch
        implements BiConsumer<@Nullable Object, @Nullable Object>, Supplier<@Nullable Object>, Blocker
        permits AsyncFlight {
    static final long NOT_ASKED = -1;

    private static final long NOT_STARTED = Lifetime.NEVER;

    /** Where its value goes. Guarded by the budget's lock; what takes an entry's place while it is renewed changes it. */
    Entry entry;

    private final Thread opener;

    /** Who runs the original for the caller that opened the flight, if that one has left it to a worker that has begun. */
    volatile @Nullable Thread worker;

    private volatile boolean left;

    /** What this is a part of, if there is a value to be replaced; set before anybody else sees the flight. */
    @Nullable
    Renewal renewal;

    /** When the leader went to run the original. Written by the leader; others may read it late. */
    private long startNanos = NOT_STARTED;

    /** The leader's hits before, where the governor wants to know. Confined to the leader. */
    long hitsBefore = NOT_ASKED;

    /** The time by the tags' count before it began. */
    long stamp;

    /** How many keys the original runs for at a time. Written by the leader before it runs. */
    int keys = 1;

    /** Whether the original knows nothing of its key. Written before it lands. */
    boolean absent;

    /**
     * What its original, which may load others too, is given by Memo while it runs, where that matters. Confined to the
     * leader, then to who lands it.
     */
    @Nullable
    Nest nest;

    /** What it knows of the store, where its region has one. Confined to the leader, then to who lands it. */
    RegionStore.@Nullable Shelf shelf;

    /** When the original ended. Known once it has landed. */
    long endNanos;

    /** Until when what it came to is fresh, {@link Lifetime#NEVER} for no end. Known once it has landed. */
    long freshUntil = Lifetime.NEVER;

    /** Set by whoever lands it: the leader, or who gives it up. */
    private final AtomicBoolean claimed = new AtomicBoolean();

    private final Flights flights;
    private @Nullable Object kept;
    private @Nullable Object outcome;
    private @Nullable Throwable failure;
    private volatile boolean vacated;

    /** What those sleep on for whom one waiter keeps the time; null until there is one. */
    private volatile @Nullable Sleepers sleepers;

    /** As the owner of which number it has passed its method's gate. Guarded by the gate. */
    private long passed;

    /** Confined to the leader. */
    private boolean hasLock;

    /** Whether it has been reported as far too old. Guarded by the budget's lock. */
    boolean reported;

    // Guarded by the budget's lock; OpenFlights' own.
    @Nullable
    Flight newer;

    @Nullable
    Flight older;

    boolean listed;

    Flight(Flights flights, Entry entry, Thread leader) {
        super(1);
        this.flights = flights;
        this.entry = entry;
        this.opener = leader;
    }

    /**
     * Lands the flight with the original's value, or with what it threw; never throws. By a table of jumps to nowhere it is
     * longer than the 325 bytes of bytecode that HotSpot inlines at most: a memoized method that is compiled while loads are
     * frequent would else take 30 KB of code, through which its callers cannot see.
     */
    @Override
    public void accept(@Nullable Object value, @Nullable Object thrown) {
        long now = region().tier.clock.exact(); // first, so that the load's time is the original's
        switch (keys) {
            case 1, 5, 9, 13, 17, 21, 25, 29, 33, 37, 41, 45, 49, 53, 57, 61, 65, 69 -> {}
            default -> {}
        }
        leaveNest();
        if (!claimed.compareAndSet(false, true)) {
            return;
        }
        endNanos = now;
        try {
            freshUntil = nest == null ? Lifetime.NEVER : nest.untilNanos();
            if (thrown instanceof Throwable cause) {
                failure = cause;
                flights.landings.failed(this);
            } else {
                flights.landings.loaded(this, value);
            }
        } finally {
            countDown();
            tellOuter();
        }
    }

    /** Returns the time. */
    final long now() {
        return region().tier.clock.exact();
    }

    /** Lands the flight with a value that a store had, in place of its original. Called by the leader. */
    void promote(StoredResult found) {
        if (!claimed.compareAndSet(false, true)) {
            return;
        }
        try {
            endNanos = now();
            flights.landings.promoted(this, found);
        } finally {
            countDown();
        }
        Nests.given(region(), this);
    }

    /** What this thread's next load further out was given by this one. */
    private void tellOuter() {
        Nest outer = nest == null ? null : nest.outer;
        if (outer != null && outer.isHere()) {
            outer.given(region(), this);
        }
    }

    /** Returns what the leader gives its caller in the place of the exception that it landed with; null to throw that on. */
    @Override
    public @Nullable Object get() {
        return renewal == null ? null : flights.instead(renewal);
    }

    /** Ends a flight that never took off: one of its waiters leads another. */
    void cancel() {
        leaveNest();
        if (!claimed.compareAndSet(false, true)) {
            return;
        }
        vacated = true;
        try {
            flights.landings.cancelled(this);
        } finally {
            countDown();
        }
    }

    /** The original is left, if it has run on this thread. */
    final void leaveNest() {
        if (nest != null) {
            nest.close();
        }
    }

    /** Returns whether somebody lands it, or has. */
    final boolean isClaimed() {
        return claimed.get();
    }

    final Region region() {
        return flights.region();
    }

    /** Says what the waiters get: a stored value, or null if each of them has to run the original. */
    void outcome(@Nullable Object stored) {
        outcome = stored;
    }

    @Nullable
    Object outcome() {
        return outcome;
    }

    /** Says what was kept of its outcome, with its tags. */
    void kept(@Nullable Object tagged) {
        kept = tagged;
    }

    /** Returns what was kept of its outcome, with its tags; null if nothing was to be. */
    @Nullable
    Object kept() {
        return kept;
    }

    /** Returns whether a tag of its outcome was invalidated after it had begun, so that whoever came after must not get it. */
    boolean isOvertaken() {
        return Tagged.isOver(kept);
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Takes the barrier from it. The caller has made sure that nothing it gives will be kept. */
    void vacate() {
        vacated = true;
        countDown();
    }

    /** Returns whether its waiters have to look again, once it has {@link #landed}. */
    boolean vacated() {
        return vacated;
    }

    /** Notes that the leader owns its method's gate as the owner of this number. */
    void passed(long ownerNumber) {
        passed = ownerNumber;
    }

    long passed() {
        return passed;
    }

    void hasLock(boolean ofTheUser) {
        hasLock = ofTheUser;
    }

    boolean hasLock() {
        return hasLock;
    }

    /** Notes that the original is about to run. */
    void starts(long now) {
        startNanos = now;
    }

    /** Returns how long the original has run, 0 if it does not yet. */
    long ageNanos(long now) {
        long start = startNanos;
        return start == NOT_STARTED ? 0 : now - start;
    }

    /** Returns how long the original has run for this key: its share, where it runs for several. */
    long shareNanos(long now) {
        return ageNanos(now) / keys;
    }

    /** Opens the latch, and wakes those who wait with others. */
    @Override
    public void countDown() {
        super.countDown();
        Sleepers others = sleepers;
        if (others != null) {
            others.wake();
        }
    }

    /**
     * Waits for the landing, at most so long, with others who come meanwhile; returns whether it has landed. The first keeps
     * the time, since ten thousand timers take milliseconds; the others sleep until they are woken, as soon as the first waits
     * no more. A latch has each wake the next, which takes three times as long.
     */
    boolean awaitWithOthers(long nanos) throws InterruptedException {
        Sleepers mine = sleepers == null ? keepTime() : null;
        if (mine != null) {
            try {
                return await(nanos, TimeUnit.NANOSECONDS);
            } finally {
                mine.wake();
            }
        }
        Sleepers others = sleepers;
        if (others == null || others.isAwake()) { // the first has left
            return await(nanos, TimeUnit.NANOSECONDS);
        }
        others.sleep();
        return landed();
    }

    /** Returns what the others sleep on, if the caller is the first. */
    private synchronized @Nullable Sleepers keepTime() {
        if (sleepers != null) {
            return null;
        }
        Sleepers mine = new Sleepers();
        sleepers = mine;
        return mine;
    }

    /** Returns whether it has to land by some time. */
    boolean hasDeadline() {
        return flights.watch().hasDeadlines();
    }

    /** Returns how long it has until its deadline. */
    long dueNanos(long now) {
        return flights.watch().dueNanos(ageNanos(now));
    }

    /** Looks after the flight as one that waits for it. */
    void lookAfter() {
        flights.watch().lookAfter(this);
    }

    /** Returns whether nobody waits for it any more. */
    boolean landed() {
        return getCount() == 0;
    }

    /** Returns who runs the original, or has opened the flight for a worker that has to begin yet. */
    final Thread thread() {
        Thread other = worker;
        return other == null ? opener : other;
    }

    private @Nullable Thread runner() {
        return left && worker == null ? null : thread();
    }

    /** Leaves it to a worker: until one takes it over it is nobody's. */
    final void leaveToWorker() {
        left = true;
    }

    /** Returns whether the thread runs the original. */
    final boolean isLedBy(Thread thread) {
        return runner() == thread;
    }

    /** Returns whether the calling thread runs the original. */
    boolean isLedHere() {
        return isLedBy(Thread.currentThread());
    }

    /** Returns whether the thread that has to land it has ended. */
    boolean isLeaderGone() {
        Thread runner = runner();
        return runner != null && !runner.isAlive();
    }

    /** Returns whether it lands on the thread that ran the original. */
    boolean landsOnLeader() {
        return true;
    }

    /** Returns when its value's life began, if it has ended now. */
    long born(long now) {
        return now;
    }

    /** The original has returned before the flight lands. Called by the leader. */
    final void leaderLeaves() {
        flights.leaderLeft(this);
    }

    @Override
    public @Nullable Flight flight() {
        return landed() ? null : this;
    }

    @Override
    public String method() {
        return flights.method();
    }

    @Override
    public @Nullable Thread blocker() {
        return landed() ? null : runner();
    }
}
