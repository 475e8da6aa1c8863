// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.RemovalCause;
import org.jspecify.annotations.Nullable;

/**
 * What was removed under the budget's lock and has to be told to listeners once that is free.
 *
 * <p>The chain is guarded by the budget's lock; {@link #tell} runs user code, and is called without it.
 */
final class Removals {
    final Trouble trouble;
    private @Nullable Removal first;
    private @Nullable Removal last;

    Removals(Trouble trouble) {
        this.trouble = trouble;
    }

    /** Notes a live entry that is about to be removed, if anybody listens. */
    void add(Ledger ledger, Entry e, RemovalCause cause) {
        RemovalHook hook = ledger.hook;
        Object stored = e.value;
        if (hook == null || stored == null || stored instanceof Thrown) {
            return;
        }
        Removal removal = new Removal(hook, e, stored, cause);
        if (last == null) {
            first = removal;
        } else {
            last.next = removal;
        }
        last = removal;
    }

    /** Returns what there is to tell, and forgets it. */
    @Nullable
    Removal take() {
        Removal taken = first;
        first = null;
        last = null;
        return taken;
    }

    /** Tells the listeners; what they throw stays here. */
    void tell(@Nullable Removal removed) {
        for (Removal each = removed; each != null; each = each.next) {
            try {
                each.hook.removed(each.entry, each.stored, each.cause);
            } catch (Throwable e) { // of a listener: it must not reach the operation that happened to remove
                trouble.reportAs("a removal listener threw: the entry is removed all the same", e);
            }
        }
    }

    /** One entry that was removed. Guarded by the budget's lock, then confined to the thread that took it. */
    static final class Removal {
        private final RemovalHook hook;
        private final Entry entry;
        private final Object stored;
        private final RemovalCause cause;
        private @Nullable Removal next;

        Removal(RemovalHook hook, Entry entry, Object stored, RemovalCause cause) {
            this.hook = hook;
            this.entry = entry;
            this.stored = stored;
            this.cause = cause;
        }
    }
}
