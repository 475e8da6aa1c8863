// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one runtime, as far as something was invalidated in them.
 *
 * <p>Such an invalidation waits for the commit. Then it happens as any other does, so that it fences off the loads that are
 * under way: those of older readers, who may have seen what was there before. Until then others are served what they were
 * served, which the transaction has not changed for them; its own thread bypasses what it has invalidated, and keeps
 * nothing that it loads, as that may rest on what is not committed. After a rollback all is as it was.
 *
 * <p>Thread-safe.
 */
final class Transactions {
    private final List<Hook> hooks = new CopyOnWriteArrayList<>();
    private final Trouble trouble;

    Transactions(Trouble trouble) {
        this.trouble = trouble;
    }

    /** Connects somebody who knows of transactions, in the JDK's types. */
    void connect(Supplier<@Nullable Object> current, Consumer<Consumer<Boolean>> whenEnded) {
        hooks.add(new Hook(current, whenEnded));
    }

    /** Returns what is pending in this thread's transaction, begun if need be; null without a transaction. */
    @Nullable
    Pending join() {
        for (Hook hook : hooks) {
            try {
                Object transaction = hook.current.get();
                if (transaction != null) {
                    Pending known = Pending.of(this, transaction);
                    return known == null ? begin(hook, transaction) : known;
                }
            } catch (Throwable cause) { // of the hook
                trouble.reportAs("a transaction hook threw: what is invalidated is dropped at once", cause);
            }
        }
        return null;
    }

    /** Returns what is pending in this thread's transaction, or null. */
    @Nullable
    Pending pending() {
        for (Hook hook : hooks) {
            try {
                Object transaction = hook.current.get();
                Pending known = transaction == null ? null : Pending.of(this, transaction);
                if (known != null) {
                    return known;
                }
            } catch (Throwable cause) { // of the hook
                trouble.reportAs("a transaction hook threw: the call goes on as if there were no transaction", cause);
            }
        }
        return null;
    }

    private Pending begin(Hook hook, Object transaction) {
        Pending pending = new Pending(this, transaction);
        hook.whenEnded.accept(pending::end);
        pending.open();
        return pending;
    }

    void report(Throwable cause) {
        trouble.reportAs("what was invalidated in a transaction could not be dropped", cause);
    }

    /** Who knows of transactions. Immutable. */
    private record Hook(Supplier<@Nullable Object> current, Consumer<Consumer<Boolean>> whenEnded) {}
}
