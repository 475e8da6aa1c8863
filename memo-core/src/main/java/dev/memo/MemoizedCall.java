// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import org.jspecify.annotations.Nullable;

/**
 * Code that calls a memoized method, as a lambda: {@code () -> prices.price(42)}. Confined to the thread that it is handed
 * over on.
 *
 * @param <T> what it returns, which may be null
 * @param <X> what it throws; for a lambda that throws nothing checked, {@code RuntimeException}
 */
@FunctionalInterface
public interface MemoizedCall<T, X extends Throwable> {
    /** Makes the call. */
    @Nullable
    T call() throws X;
}
