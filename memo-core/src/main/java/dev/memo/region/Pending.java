// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.region.Callers.Caller;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction will invalidate in one runtime when it commits.
 *
 * <p>While it is open it counts among {@link Scopes#active}, so that the thread's hits look here. Confined to the
 * transaction's thread, but for the end, which may come from any.
 */
final class Pending {
    private static final ThreadLocal<Pending> FIRST = new ThreadLocal<>();

    private final Transactions owner;
    private final Object transaction;
    private final Set<Region> touched = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Runnable> actions = new ArrayList<>();
    private @Nullable Pending next;
    private @Nullable Caller detoured;
    private boolean tags;
    private boolean everything;

    /** Whether somebody has begun to end it, so that it takes nothing more. Guarded by this. */
    private boolean claimed;

    private volatile boolean ended;

    Pending(Transactions owner, Object transaction) {
        this.owner = owner;
        this.transaction = transaction;
    }

    /** Returns whether anything is pending on this thread, in any transaction of any runtime. */
    static boolean any() {
        Pending first = FIRST.get();
        while (first != null && first.ended) {
            Callers.resume(first.detoured);
            first = first.next;
            FIRST.set(first);
        }
        if (first == null) {
            FIRST.remove();
        }
        return first != null;
    }

    /** Returns what is pending in the transaction on this thread, or null. */
    static @Nullable Pending of(Transactions owner, Object transaction) {
        for (Pending p = FIRST.get(); p != null; p = p.next) {
            if (p.owner == owner && p.transaction == transaction && !p.ended) {
                return p;
            }
        }
        return null;
    }

    /** Makes it known on this thread. */
    void open() {
        next = any() ? FIRST.get() : null;
        FIRST.set(this);
        detoured = Callers.detour();
        Scopes.count(1);
    }

    /** As {@link #defer(Region, Entry)}, but has it made stale. */
    boolean deferSoftly(Region region, Entry fresh) {
        Entry lasting;
        try {
            lasting = lasting(region, fresh);
        } catch (Throwable cause) { // of a key that cannot be copied
            return defer(region, region.outdating::outdateAllNow);
        }
        return lasting == null || defer(region, () -> outdate(region, lasting));
    }

    private static void outdate(Region region, Entry lasting) {
        boolean unused = region.outdating.outdateNow(lasting);
    }

    /** Returns an entry to find the same key with, later, when the caller may have changed its arguments; null if none is kept. */
    private static @Nullable Entry lasting(Region region, Entry fresh) {
        Entry kept = region.keeper.keep(fresh, region.orphans.queue());
        if (kept == null || kept == fresh) {
            return kept;
        }
        @Nullable Object[] parts = kept.parts();
        if (parts.length > 0 && parts[0] instanceof WeakPart) { // which a receiver is compared with, not another part
            parts[0] = fresh.parts()[0];
        }
        return kept.withParts(parts);
    }

    /** Has an entry dropped at the commit, and the region bypassed until then; returns false if it has ended just now. */
    boolean defer(Region region, Entry fresh) {
        Entry lasting;
        try {
            lasting = lasting(region, fresh);
        } catch (Throwable cause) { // of a key that cannot be copied
            return defer(region, region.invalidating::invalidateAllNow);
        }
        return lasting == null || defer(region, () -> drop(region, lasting));
    }

    /** Has an action done at the commit, and the region bypassed until then; returns false if it has ended just now. */
    synchronized boolean defer(Region region, Runnable action) {
        if (!claimed) {
            touched.add(region);
            actions.add(action);
        }
        return !claimed;
    }

    /** Has tags invalidated at the commit, and all regions that have tags bypassed until then; false as above. */
    synchronized boolean deferTags(Runnable action) {
        if (!claimed) {
            tags = true;
            actions.add(action);
        }
        return !claimed;
    }

    /** Has an action done at the commit, and all regions bypassed until then; false as above. */
    synchronized boolean deferAll(Runnable action) {
        if (!claimed) {
            everything = true;
            actions.add(action);
        }
        return !claimed;
    }

    /** Returns whether the region's values may be among those that were invalidated. */
    boolean touches(Region region) {
        return everything
                || touched.contains(region)
                || (tags && region.tagging.isTagged())
                || region.settings.nested().dependencies();
    }

    /** Ends the transaction; the second time nothing happens. Throws nothing. */
    void end(boolean committed) {
        if (!claimEnd()) {
            return;
        }
        if (committed) {
            for (Runnable action : actions) {
                try {
                    action.run();
                } catch (Throwable cause) {
                    owner.report(cause);
                }
            }
        }
        ended = true;
        Scopes.count(-1);
    }

    private static void drop(Region region, Entry lasting) {
        try {
            region.invalidating.invalidateNow(lasting);
        } catch (Throwable cause) { // of a key's own equals: too much is only slow
            region.invalidating.invalidateAllNow();
        }
    }

    private synchronized boolean claimEnd() {
        boolean mine = !claimed;
        claimed = true;
        return mine;
    }

    /** Answers a call of this transaction's: from what is kept, if it may be seen, or not at all. Runs user code. */
    @Nullable
    Object answer(Region region, Entry fresh) {
        try {
            Entry e = touches(region) ? null : region.ledger.table.find(fresh);
            Object value = e == null ? null : region.hit(e);
            if (value == null) {
                region.counters.bypasses.increment();
                region.events.bypass();
            }
            return value;
        } catch (Throwable cause) { // of the key's own equals
            return region.bypass(cause);
        }
    }
}
