// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * One load that is to give a live entry another value, from the decision to its end.
 *
 * <p>Until {@code flight} is there it waits for its runner, in a queue perhaps. The entry that it began with is served all
 * the while. Thread-safe: set under the budget's lock, read without; {@code instead} and
 * {@code elsewhere} are handed from the landing to the leader, or back, which are one thread.
 */
final class Renewal {
    final Entry entry;
    final Phases phases;

    /** The value that was there, as it is kept. */
    final Object stored;

    /** Whether no caller waits for its value. */
    final boolean inBackground;

    /** Who runs the load, or is just about to; null while nobody does. */
    volatile @Nullable Thread runner;

    volatile @Nullable Flight flight;

    /** Whether the runner is going to ask Memo for this very entry, as it calls the memoized method. */
    boolean comesBack;

    /** What the leader returns in the place of an exception, as it is kept; null to throw that on. */
    @Nullable
    Object instead;

    /** Whether it has ended before it began, as another process renews the value. */
    boolean elsewhere;

    Renewal(Entry entry, Object stored, boolean inBackground) {
        this.entry = entry;
        this.phases = Phases.of(entry);
        this.stored = stored;
        this.inBackground = inBackground;
    }

    /** Returns the load that is to renew the entry and is under way, or null. */
    static @Nullable Flight flightOf(Entry e) {
        Phases phases = e instanceof StampedEntry stamped ? stamped.phases : null;
        Renewal renewal = phases == null ? null : phases.renewal;
        return renewal == null ? null : renewal.flight;
    }

    boolean isRunBy(Thread thread) {
        Flight open = flight;
        return runner == thread && (open == null || open.isLedHere());
    }

    /** Takes the barrier from a load that takes too long. */
    void lookAfter() {
        Flight open = flight;
        if (open != null) {
            open.lookAfter();
        }
    }
}
