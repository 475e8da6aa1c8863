// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.region.Callers.Caller;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Which threads run an original whose value depends on the memoized calls that it makes.
 *
 * <p>What such a thread is given by Memo has to be noted, though an ordinary hit leaves no trace and asks for no
 * thread-local. So a thread's {@link Caller}, which knows where its {@link Nest} is, sends its hits on their rare way. A thread that
 * is not known looks for a thread-local, unless a number that it shares with few others, by its id, is 0: then it runs no
 * original. A thread sees its own writes, and of others it may learn late: only its own matter. Thread-safe.
 */
final class Nests {
    private static final int SLOTS = 1024;

    /** Numbers between two slots: each has a cache line of its own. */
    private static final int APART = 16;

    private static final int[] OPEN = new int[SLOTS * APART];
    private static final VarHandle NUMBER = MethodHandles.arrayElementVarHandle(int[].class);

    /** A place for a thread's innermost nest, of a class of the JDK's, as threads outlive applications. */
    private static final ThreadLocal<@Nullable Object[]> PLACE = ThreadLocal.withInitial(() -> new Object[1]);

    private Nests() {}

    /** Returns whether this thread may be running an original: false is certain. */
    static boolean here() {
        Caller mine = Callers.mine();
        return mine == null ? OPEN[slot()] != 0 : mine.nest() != null;
    }

    /** Opens a nest for a load that this thread is about to run; null where nobody needs one. */
    static @Nullable Nest open(Flight flight, Region region) {
        Nest outer = current();
        while (outer != null && outer.flight.isClaimed()) { // its original was left in a way that told nobody
            outer.close();
            outer = current();
        }
        Nested nested = region.settings.nested();
        if (outer == null && !nested.ttl() && !nested.dependencies()) {
            return null;
        }
        Nest mine = new Nest(flight, region, outer, outer == null ? Callers.known() : outer.caller);
        if (outer == null) {
            begin(mine.caller);
        }
        put(mine.caller, mine);
        return mine;
    }

    /** Makes another nest the thread's, null for none. */
    static void leave(Nest inner, @Nullable Nest outer) {
        put(inner.caller, outer);
        if (outer == null) {
            end(inner.caller);
        }
    }

    private static void put(@Nullable Caller caller, @Nullable Nest innermost) {
        if (caller != null) {
            caller.nest(innermost);
        } else {
            place()[0] = innermost;
        }
    }

    private static void begin(@Nullable Caller caller) {
        if (caller != null) {
            caller.detour();
        } else {
            count(1);
        }
    }

    private static void end(@Nullable Caller caller) {
        if (caller != null) {
            Callers.resume(caller);
        } else {
            count(-1);
        }
    }

    /** Returns this thread's innermost nest, or null. */
    static @Nullable Nest current() {
        Caller mine = Callers.mine();
        if (mine != null) {
            return mine.nest();
        }
        return OPEN[slot()] == 0 ? null : (Nest) place()[0];
    }

    /** Notes that this thread is about to read what is kept under a key: asked before it does. */
    static void reads(Region region, Entry e) {
        Nest nest = current();
        if (nest != null) {
            nest.reads(region, e);
        }
    }

    /** Notes that this thread was given what an entry keeps. */
    static void given(Region region, Entry e, Object stored) {
        Nest nest = current();
        if (nest != null) {
            nest.given(region, e, stored);
        }
    }

    /** Notes that this thread was given what another's load came to. */
    static void given(Region region, Flight flight) {
        Nest nest = current();
        if (nest != null) {
            nest.given(region, flight);
        }
    }

    /** Notes that this thread was given a stage of a load that is under way. */
    static void awaits(Region region, Flight flight) {
        Nest nest = current();
        if (nest != null) {
            nest.awaits(region, flight);
        }
    }

    /** Counts originals that a thread runs which is not known. */
    private static void count(int more) {
        int unused = (int) NUMBER.getAndAdd(OPEN, slot(), more);
    }

    /** Returns where this thread's innermost nest is kept. */
    static @Nullable Object[] place() {
        return PLACE.get();
    }

    private static int slot() {
        return ((int) Thread.currentThread().getId() & (SLOTS - 1)) * APART;
    }
}
