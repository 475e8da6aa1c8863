// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lets Memo remember what Kotlin's {@code suspend} functions end with. {@code memo-kotlin} has the one for Kotlin's own
 * coroutines, and nobody needs another; it is an interface so that Memo itself need not know Kotlin.
 *
 * <p>It is found: its class is named in a resource {@code META-INF/services/dev.memo.spi.SuspendAdapter}, which the class
 * loader of the memoized method's class sees, and has a constructor without parameters. Only types of the JDK cross, as
 * Memo may be in another class loader; continuations cross as objects.
 *
 * <p>Calls are made with no lock held, and may come from many threads at a time: implementations must be thread-safe.
 */
public interface SuspendAdapter {
    /**
     * Returns the continuation that the original gets in the place of its caller's: it runs with the context of the
     * caller's, but, if others may take part in what it ends with, is not cancelled with it. Where this throws, the call goes
     * through without Memo.
     *
     * @param caller the caller's continuation
     * @param outcome to be completed with what the original ends with, if it has suspended
     * @param load kept in the context: what {@link #load} returns for calls that the original makes; null if it is the
     *     caller's alone, and is cancelled with it
     */
    Object continuation(Object caller, CompletableFuture<@Nullable Object> outcome, @Nullable Object load);

    /** Returns what {@link #continuation} was given last for the load that this call is a part of; null if it is of none. */
    @Nullable
    Object load(Object caller);

    /** Returns whether a function that has returned this will end later, and resume its continuation then. */
    boolean isSuspended(@Nullable Object result);

    /**
     * Has the caller's continuation resumed when the stage ends, in its own context. Never throws, as it is called in the
     * middle of a function's body: a failure is resumed with.
     *
     * @param stage one that is nobody else's
     * @param leaves whether a caller who is cancelled meanwhile goes at once
     * @return what the function is to return: the mark of having suspended, or the value if it is there by now
     */
    @Nullable
    Object await(Object caller, CompletableFuture<?> stage, boolean leaves);
}
