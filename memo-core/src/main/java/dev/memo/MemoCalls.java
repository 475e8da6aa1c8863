// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import org.jspecify.annotations.Nullable;

/** What {@link Memo} does with calls that are passed to it: they are found by their runtime, whichever it is. Stateless. */
abstract sealed class MemoCalls permits MemoInvalidations {
    MemoCalls() {}

    /**
     * Forgets the result of a memoized call: {@code Memo.invalidate(() -> prices.price(42))}. The call is written like any
     * other, so it reaches private methods, finds its receiver itself and is renamed along; but it is left before the
     * method's body would run, and so is all that was to come after it. A load that is under way for it becomes
     * unkeepable.
     *
     * <p>The call is the first memoized one that this thread makes: compute arguments that come from memoized methods
     * beforehand. It may be in the agent's runtime or behind a proxy of any other. Code between must not stop on a
     * {@code Throwable} that it does not know, which is how the call is left.
     *
     * @return whether there was a result, or a load under way
     * @throws IllegalArgumentException if no memoized method was reached
     */
    public static <X extends Throwable> boolean invalidate(MemoizedCall<?, X> call) throws X {
        ScopedCall<?, X> scoped = new ScopedCall<>("invalidate", call);
        scoped.run();
        return scoped.outcome().equals("DROPPED");
    }

    /**
     * Makes the result of a memoized call stale, as {@link #invalidate} makes it gone: it is served while one caller loads it
     * anew, and if that fails, as long as the method's {@code keep} allows. Where the method has no {@code keep}, it is
     * dropped. A load that is under way is fenced off: what it gives is not kept.
     *
     * @return whether there was a result, or a load under way
     * @throws IllegalArgumentException if no memoized method was reached
     */
    public static <X extends Throwable> boolean invalidateSoftly(MemoizedCall<?, X> call) throws X {
        ScopedCall<?, X> scoped = new ScopedCall<>("invalidateSoftly", call);
        scoped.run();
        return scoped.outcome().equals("DROPPED");
    }

    /**
     * Loads the result of a memoized call again, and returns it: {@code Memo.refresh(() -> prices.price(42))}. What was
     * kept is dropped first, as somebody knows it to be wrong; who asks for it meanwhile waits for the new one. All
     * memoized calls that the code makes itself on this thread are loaded again; those that a memoized method's body
     * makes in turn are answered as ever.
     *
     * @return what the call returns; a load that another thread began after this was called may have served it
     * @throws X what the call throws; then nothing is kept
     * @throws IllegalArgumentException if no memoized method was reached
     */
    public static <T, X extends Throwable> @Nullable T refresh(MemoizedCall<T, X> call) throws X {
        return new ScopedCall<>("refresh", call).returned();
    }

    /**
     * Calls as if there were no Memo: no result is taken from it, and none is kept, for all memoized methods that this
     * thread calls meanwhile, down to the last. A method that calls itself and relies on being remembered takes long.
     *
     * @return what the call returns
     * @throws X what the call throws
     */
    public static <T, X extends Throwable> @Nullable T bypass(MemoizedCall<T, X> call) throws X {
        return new ScopedCall<>("bypass", call).run();
    }

    /**
     * Looks for the result of a memoized call and never runs its method: {@code Memo.peek(() -> prices.price(42))}. It
     * leaves no trace: nothing is counted, no life prolonged. Memoized calls that the code makes itself on this thread are
     * answered by what is kept for them; the first for which there is nothing ends it.
     *
     * @return a hit with what the call returns, which may be null; a miss, or expired where there was a result that had
     *     ended and was still there
     * @throws IllegalArgumentException if no memoized method was reached
     */
    public static <T, X extends Throwable> Lookup<T> peek(MemoizedCall<T, X> call) throws X {
        ScopedCall<T, X> scoped = new ScopedCall<>("peek", call);
        T value = scoped.run();
        return scoped.ended()
                ? new Lookup<>(Lookup.Outcome.valueOf(scoped.outcome()), null)
                : new Lookup<>(Lookup.Outcome.HIT, value);
    }

    /**
     * Calls as ever, and tells how the result came about. Of several memoized calls that the code makes itself on this
     * thread it tells of the last.
     *
     * @throws X what the call throws
     * @throws IllegalArgumentException if no memoized method was reached
     */
    public static <T, X extends Throwable> Observation<T> observe(MemoizedCall<T, X> call) throws X {
        ScopedCall<T, X> scoped = new ScopedCall<>("observe", call);
        return scoped.observation(scoped.returned());
    }
}
