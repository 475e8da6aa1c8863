// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * Runs the original of one call again, on another thread: with copies of its arguments, which later changes of the
 * caller's do not reach. Held by the load only, as it keeps the receiver alive. Immutable.
 *
 * @param body calls the original
 * @param throughMemo whether it does so by the memoized method itself, which asks Memo again
 */
public record Rerun(Body body, boolean throughMemo) {

    /** Calls an original. Confined to one thread at a time. */
    @FunctionalInterface
    public interface Body {
        /** Returns what the original returns, and throws what it throws. */
        @Nullable
        Object run() throws Throwable;
    }

    /** Prepares calls to be run again. Implementations are thread-safe; run on the caller's thread, with no lock held. */
    @FunctionalInterface
    public interface Source {
        /**
         * Returns what runs a call again, or null if its arguments cannot be copied. Runs user code.
         *
         * @param fresh an entry whose parts are the caller's arguments
         */
        @Nullable
        Rerun of(Entry fresh) throws Throwable;
    }
}
