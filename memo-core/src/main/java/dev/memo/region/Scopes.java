// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.region.Callers.Caller;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Which threads are in a {@link Scope}, or in a transaction that has something {@link Pending}, whose memoized calls take another way than the ordinary.
 *
 * <p>The ordinary hit pays nothing for that: the thread's {@link Caller} sends it on its rare way. That and a miss read
 * {@link #active}, a plain number: only a scope of the thread's own concerns it, and what a thread has written itself it
 * sees. Of other threads' scopes it may learn late, or be sent to {@link #here} in vain. The number is written under a
 * lock, and so counts the scope of each thread that is in one. Thread-safe.
 */
public final class Scopes {
    /** How many scopes are open, in all threads; 0 while none is. */
    @SuppressWarnings("NonFinalStaticField") // a number that changes is what it is for
    public static int active;

    private static final ThreadLocal<Scope> CURRENT = new ThreadLocal<>();

    private Scopes() {}

    /** Returns whether this thread's memoized calls take another way now. Asked where {@link #active} is not 0. */
    public static boolean here() {
        return current() != null || Pending.any();
    }

    /** Returns whether this thread's memoized calls take another way now. */
    public static boolean detour() {
        return active != 0 && here();
    }

    /**
     * Calls with the scope open on this thread, in the place of one that is open; returns what the call returns.
     *
     * @throws Exception what the call throws, or the scope's end, which may be any throwable
     */
    public static @Nullable Object run(Scope scope, Callable<@Nullable Object> call) throws Exception {
        Scope outer = CURRENT.get();
        CURRENT.set(scope);
        Caller detoured = Callers.detour();
        count(1);
        try {
            return call.call();
        } finally {
            count(-1);
            Callers.resume(detoured);
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** Returns whether this thread is in a scope, be it one that rests, or in a transaction that has something pending. */
    static boolean any() {
        return active != 0 && (CURRENT.get() != null || Pending.any());
    }

    /** Returns the scope that the thread's next memoized call belongs to, or null. */
    static @Nullable Scope current() {
        Scope scope = CURRENT.get();
        return scope != null && scope.applies() ? scope : null;
    }

    /** Notes that there are more scopes, or fewer. */
    static synchronized void count(int more) {
        active += more;
    }
}
