// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The threads as their hits know them: by an id, which does not fit while something concerns the thread that an ordinary hit
 * does not care for: an original that it runs, a scope, a transaction.
 *
 * <p>So a hit asks for all of that by the comparison that it makes anyhow, to find out whether a counter's cell is its own.
 * Threads that are not known, as others have their places, take the rare way with each hit. A place is given away once its
 * thread has ended. Thread-safe: what changes of a thread is confined to it.
 */
final class Callers {
    private static final int PLACES = 1024;
    private static final @Nullable Caller[] ALL = new Caller[PLACES];
    private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(Caller[].class);

    private Callers() {}

    /** Returns the calling thread as it is known, or null. */
    static @Nullable Caller mine() {
        Thread thread = Thread.currentThread();
        Caller caller = ALL[place(thread.getId())];
        return caller != null && caller.is(thread) ? caller : null;
    }

    /** As {@link #mine}, and makes it known if there is a place and nothing concerns it. */
    static @Nullable Caller known() {
        Caller mine = mine();
        if (mine != null || Nests.here() || Scopes.any()) {
            return mine;
        }
        Thread thread = Thread.currentThread();
        int place = place(thread.getId());
        Caller other = ALL[place];
        if (other != null && other.isAlive()) {
            return null;
        }
        mine = new Caller(thread);
        return PLACE.compareAndSet(ALL, place, other, mine) ? mine : null;
    }

    /** Returns whether something concerns the calling thread, as far as it is known. */
    static boolean isDetoured() {
        Caller mine = mine();
        return mine != null && mine.concerns > 0;
    }

    /** Notes that something concerns the calling thread; returns who has to hear of its end, if anybody. */
    static @Nullable Caller detour() {
        Caller mine = mine();
        if (mine != null) {
            mine.detour();
        }
        return mine;
    }

    /** Notes on the same thread that it does so no longer. */
    static void resume(@Nullable Caller mine) {
        if (mine != null && --mine.concerns == 0) {
            mine.id = mine.threadId;
        }
    }

    private static int place(long id) {
        return (int) id & (PLACES - 1);
    }

    /** Keeps what lies before an id out of its cache line, as another thread may write there. Confined to nobody. */
    private static class Before {
        @SuppressWarnings("unused") // never read, but there
        long a0, a1, a2, a3, a4, a5, a6;
    }

    /** What is known of a thread. Confined to it, but for what is final. */
    static class Known extends Before {
        final long threadId;

        /** The thread's id while nothing concerns it. Read by each hit. */
        long id;

        /** How many things concern it. */
        int concerns;

        /** Where its innermost nest is kept, which goes with the thread; null before its first original. */
        private @Nullable WeakReference<@Nullable Object[]> nests;

        private final WeakReference<Thread> thread;

        Known(Thread thread) {
            this.thread = new WeakReference<>(thread);
            this.threadId = thread.getId();
            this.id = threadId;
        }

        final void detour() {
            concerns++;
            id = Caller.DETOURED;
        }

        /** Returns what the innermost original that it runs is given by Memo, null if it runs none. */
        final @Nullable Nest nest() {
            @Nullable Object[] kept = nests == null ? null : nests.get();
            return kept == null ? null : (Nest) kept[0];
        }

        final void nest(@Nullable Nest innermost) {
            @Nullable Object[] kept = nests == null ? null : nests.get();
            if (kept == null) {
                kept = Nests.place();
                nests = new WeakReference<>(kept);
            }
            kept[0] = innermost;
        }

        /** Returns whether it is this thread; its number alone does not tell, as classes of threads may override that. */
        final boolean is(Thread other) {
            return threadId == other.getId() && thread.refersTo(other);
        }

        final boolean isAlive() {
            Thread known = thread.get();
            return known != null && known.isAlive();
        }
    }

    /** A thread, with nothing else in the cache line behind it either. Confined to it, but for what is final. */
    static final class Caller extends Known {
        /** The id of no thread. */
        static final long DETOURED = -1;

        @SuppressWarnings("unused") // never read, but there
        long b0, b1, b2, b3, b4, b5, b6;

        Caller(Thread thread) {
            super(thread);
        }
    }
}
