// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.RemovalCause;
import org.jspecify.annotations.Nullable;

/**
 * What was removed under the budget's lock and has to be told to listeners once that is free, and what else has to be.
 *
 * <p>The chain is guarded by the budget's lock; {@link #tell} runs user code, and is called without it.
 */
final class Removals {
    final Trouble trouble;
    private @Nullable Notice first;
    private @Nullable Notice last;

    Removals(Trouble trouble) {
        this.trouble = trouble;
    }

    /** Notes a live entry that is about to be removed, if anybody listens. */
    void add(Ledger ledger, Entry e, RemovalCause cause) {
        ledger.events.removed(cause);
        RemovalHook hook = ledger.hook;
        Object stored = e.value;
        if (hook != null && stored != null && !(stored instanceof Thrown)) {
            add(() -> hook.removed(e, stored, cause));
        }
    }

    /** Notes something else to be told. */
    void add(Runnable telling) {
        Notice notice = new Notice(telling);
        if (last == null) {
            first = notice;
        } else {
            last.next = notice;
        }
        last = notice;
    }

    /** Returns what there is to tell, and forgets it. */
    @Nullable
    Notice take() {
        Notice taken = first;
        first = null;
        last = null;
        return taken;
    }

    /** Tells the listeners; what they throw stays here. */
    void tell(@Nullable Notice taken) {
        for (Notice each = taken; each != null; each = each.next) {
            try {
                each.telling.run();
            } catch (Throwable e) { // of a listener: it must not reach the operation that happened to remove
                trouble.reportAs("a removal listener threw: the entry is removed all the same", e);
            }
        }
    }

    /** One thing to be told. Guarded by the budget's lock, then confined to the thread that took it. */
    static final class Notice {
        private final Runnable telling;
        private @Nullable Notice next;

        Notice(Runnable telling) {
            this.telling = telling;
        }
    }
}
