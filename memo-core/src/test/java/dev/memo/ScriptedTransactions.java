// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.spi.TransactionHook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A transaction manager that a test tells what to do: transactions of the calling thread, one suspended by the next. */
final class ScriptedTransactions implements TransactionHook {
    private final ThreadLocal<Deque<Transaction>> open = ThreadLocal.withInitial(ArrayDeque::new);
    private @Nullable RuntimeException trouble;

    /** A transaction, known by identity. */
    static final class Transaction {
        private final List<Consumer<Boolean>> actions = new ArrayList<>();
    }

    void begin() {
        open.get().push(new Transaction());
    }

    void commit() {
        end(true);
    }

    void rollBack() {
        end(false);
    }

    /** Makes every question fail from now on. */
    void fail(RuntimeException with) {
        trouble = with;
    }

    @Override
    public @Nullable Object current() {
        if (trouble != null) {
            throw trouble;
        }
        return open.get().peek();
    }

    @Override
    public void whenEnded(Consumer<Boolean> action) {
        open.get().element().actions.add(action);
    }

    /** What happens at the end happens while the transaction is still the thread's, as with Spring. */
    private void end(boolean committed) {
        open.get().element().actions.forEach(action -> action.accept(committed));
        open.get().pop();
    }
}
