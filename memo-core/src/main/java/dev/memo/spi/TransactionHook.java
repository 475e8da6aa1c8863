// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells Memo of transactions, so that what is invalidated in one is dropped when it commits, and stays if it is rolled
 * back. Registered with {@code Memo.builder().transactions(hook)}, {@code memo.transactions(hook)}, or found by
 * {@link java.util.ServiceLoader}.
 *
 * <p>With Spring, for example: {@code current} returns a resource bound to the transaction, and {@code whenEnded} registers a
 * {@code TransactionSynchronization} whose {@code afterCompletion(status)} calls the action with {@code status !=
 * STATUS_ROLLED_BACK}. Implementations are thread-safe. They are asked with no lock of Memo's held; what they throw is
 * reported, and the invalidation happens at once then.
 */
public interface TransactionHook {
    /**
     * Returns the transaction that is active on this thread: the same object, by identity, for as long as it is the same
     * transaction, also after one that was suspended goes on. Asked often, by each invalidation, and by each memoized call of a
     * thread that has invalidated something in a transaction.
     *
     * @return null if there is none
     */
    @Nullable
    Object current();

    /**
     * Has an action run once, after the transaction that is active on this thread has ended: with true if it was
     * committed, or nobody knows, with false if it was rolled back. The action takes a short lock, throws nothing, and may
     * run on any thread; but until it has run, the transaction's thread bypasses Memo.
     *
     * @param action takes whether what was invalidated is to be dropped
     */
    void whenEnded(Consumer<Boolean> action);
}
