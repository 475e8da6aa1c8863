// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/** Passes on what an original has thrown where the signature admits no checked exception: callers get the same object. Stateless. */
public final class Rethrown {
    private Rethrown() {}

    /** Throws the failure, checked or not; declared to return so that a call can stand behind {@code throw}. */
    public static RuntimeException same(Throwable failure) {
        throw Rethrown.<RuntimeException>unchecked(failure);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the compiler is to take it for unchecked
    private static <E extends Throwable> E unchecked(Throwable failure) throws E {
        throw (E) failure;
    }
}
