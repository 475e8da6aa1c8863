// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.region.Scope.Operation;
import dev.memo.spi.RemovalCause;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tells a log of its own what Memo does for one region: one line per event, with the method's or cache's name, and what
 * has happened. Nothing unless the runtime was told to. No line holds an argument, a key, a result, a tag or the message of an
 * exception. Nothing bounds its rate but the logger's level, which is asked for each event.
 *
 * <p>A logger is user code: what happens under the budget's lock is told once that is free, as removals are. While it is told,
 * the thread's memoized calls go through without Memo, so that a logger that makes some waits for nobody's load, and what it
 * does to caches is not told. What it throws is trouble of Memo's own. Thread-safe.
 *
 * <p>A region that is listened to has no ordinary hits: its entries are marked as if their values had to be looked at
 * ({@link Ledger}), so that hits come to {@link HitPath}'s rare way; others pay nothing for that.
 */
final class EventLog {
    private static final String LOGGER = "dev.memo.events";
    private static final ThreadLocal<Boolean> TELLING = new ThreadLocal<>();

    private final boolean on;
    private final String name;
    private final Budget budget;
    private final CoarseClock clock;
    private final Trouble trouble;

    /** Creates what tells of a region of this name, or of something else that a tier has. */
    EventLog(HeapTier tier, String name) {
        this.on = tier.logsEvents;
        this.name = name;
        this.budget = tier.budget;
        this.clock = tier.clock;
        this.trouble = tier.trouble;
    }

    /** Returns whether anything is told at all. */
    boolean isOn() {
        return on;
    }

    /** Returns this if anything is told, else null. */
    @Nullable
    EventLog ifOn() {
        return on ? this : null;
    }

    /** A value of the heap was served. */
    void hit(Entry e) {
        if (on) {
            Phases phases = e instanceof StampedEntry stamped ? stamped.phases : null;
            boolean stale = phases != null && phases.isStale(clock.exact());
            tell(stale ? "stale hit in the heap" : "hit in the heap");
        }
    }

    /** The last value was served in the place of a load that takes too long, or has failed. */
    void servedInstead() {
        tell("older result in place of a load");
    }

    /**
     * A value was served that the heap did not have.
     *
     * @param where who had it
     * @param kept whether the heap has it now
     */
    void foundBeside(String where, boolean kept) {
        if (on) {
            tell("hit in the " + where + (kept ? "" : ", not kept in the heap"));
        }
    }

    /** A caller is about to run the original. */
    void leads(Flight flight) {
        Renewal renewal = flight.renewal;
        tell(
                renewal == null
                        ? "miss"
                        : renewal.inBackground ? "refresh in the background" : "miss, as the result is stale");
    }

    /** Nothing was found, and nothing is loaded. */
    void missed() {
        tell("miss");
    }

    /** A caller has waited for a load of another's, which is a thread's or a process'. */
    void waited(String whose, long nanos) {
        if (on) {
            tell("waited for another " + whose + "'s load, " + micros(nanos));
        }
    }

    /** A caller has got a stage of another's load. */
    void joined() {
        tell("joined another call's load");
    }

    /** An original has ended. */
    void loaded(Flight flight, long nanos, boolean kept) {
        if (on) {
            Throwable failure = flight.failure();
            String how = failure != null ? ", failed with " + failure.getClass().getName() : kept ? "" : ", not kept";
            tell("load, " + micros(nanos) + how);
        }
    }

    /** A live entry has left the heap. */
    void removed(RemovalCause cause) {
        if (on) {
            tell(cause.name().toLowerCase(Locale.ROOT));
        }
    }

    /** Somebody has said that results are over: of one key, all, or some. */
    void invalidates(String what) {
        if (on) {
            tell("invalidation of " + what);
        }
    }

    /** What a store has cannot be served, and goes. */
    void mismatch(String why) {
        if (on) {
            tell("mismatch in the store, " + why.toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    /** What a store has is over. */
    void endedInStore() {
        tell("expired in the store");
    }

    /** A direct cache has kept a value that it was given. */
    void put() {
        tell("put");
    }

    /** A value takes more of the limits than one may. */
    void tooLarge() {
        tell("too large to be kept");
    }

    /** A call goes through without Memo. */
    void bypass() {
        tell("bypass");
    }

    private static String micros(long nanos) {
        return nanos / 1_000 + " us";
    }

    private void tell(String what) {
        if (!on) {
            return;
        }
        if (budget.lock.isHeldByCurrentThread()) {
            budget.tellLater(() -> log(what));
        } else {
            log(what);
        }
    }

    private void log(String what) {
        if (TELLING.get() != null || !hasRoom()) {
            return;
        }
        TELLING.set(Boolean.TRUE);
        try {
            Object unused = Scopes.run(Outside.SCOPE, () -> write(what));
        } catch (Throwable cause) { // of a logger: it must not reach the call
            trouble.reportAs("the log of events threw: what it was told of goes on", cause);
        } finally {
            TELLING.remove();
        }
    }

    /** A stack that overflows further down might leave the thread without Memo, or without its log, for ever. */
    private static boolean hasRoom() {
        try {
            long unused = StackHeadroom.toEncode();
            return true;
        } catch (StackOverflowError e) {
            return false;
        }
    }

    private @Nullable Object write(String what) {
        System.Logger logger = System.getLogger(LOGGER);
        if (logger.isLoggable(Level.DEBUG)) {
            logger.log(Level.DEBUG, name + ": " + what);
        }
        return null;
    }

    /** What a logger's own memoized calls are in; made when there is something to tell. Immutable: nothing rests in it. */
    private static final class Outside {
        static final Scope SCOPE = new Scope(
                Operation.BYPASS, new AtomicInteger(), new IllegalStateException("nothing is left by it"), call -> {});

        private Outside() {}
    }
}
