// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.EvictionPolicy;
import java.util.IdentityHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A policy of the user's own. Whatever it does, the entries stay in order: if it throws, or names an entry that is not
 * here, the one that was stored first goes, and the trouble is reported.
 *
 * <p>Guarded by the budget's lock, but for {@link #used}, which writes to a log that is read before each choice.
 */
final class UserOrder extends Order {
    private static final String TROUBLE = "an eviction policy of yours failed: what was stored first goes in its stead";

    private final EvictionPolicy.Order order;
    private final Trouble trouble;
    private final AccessLog log;
    private final Line stored = new Line();
    private final IdentityHashMap<Entry, Kept> items = new IdentityHashMap<>();

    UserOrder(EvictionPolicy.Order order, Budget budget, Trouble trouble) {
        this.order = order;
        this.trouble = trouble;
        this.log = new AccessLog(budget, this::accessed);
    }

    @Override
    void add(Entry e) {
        log.drain();
        Kept item = new Kept(e);
        items.put(e, item);
        stored.addNewest(e);
        tell(EvictionPolicy.Order::added, item);
    }

    @Override
    void remove(Entry e) {
        log.drain();
        stored.remove(e);
        Kept item = items.remove(e);
        if (item != null) {
            tell(EvictionPolicy.Order::removed, item);
        }
    }

    @Override
    void replace(Entry old, Entry fresh) {
        log.drain();
        Kept item = item(old);
        stored.replace(old, fresh);
        items.remove(old);
        item.entry = fresh;
        items.put(fresh, item);
        tell(EvictionPolicy.Order::updated, item);
    }

    @Override
    @Nullable
    Entry victim(@Nullable Entry newcomer) {
        log.drain();
        if (items.isEmpty()) { // as the region is whose turn it may be
            return null;
        }
        try {
            EvictionPolicy.Item chosen = order.victim(newcomer == null ? null : item(newcomer));
            if (chosen instanceof Kept item && items.get(item.entry) == item) {
                return item.entry;
            }
            if (chosen != null) {
                trouble.reportAs(TROUBLE, new IllegalStateException("it chose an entry that is not there"));
            }
        } catch (Throwable e) { // of whatever kind: an error here would leave the store half-way
            trouble.reportAs(TROUBLE, e);
        }
        return (Entry) stored.oldest;
    }

    @Override
    void used(Entry e) {
        log.write(e);
    }

    private void accessed(Entry e) {
        Kept item = items.get(e);
        if (item != null) {
            tell(EvictionPolicy.Order::accessed, item);
        }
    }

    private Kept item(Entry e) {
        Kept item = items.get(e);
        if (item == null) {
            throw new IllegalStateException("an entry of a policy is not in its order");
        }
        return item;
    }

    /** What a policy throws must not stop a store half-way. */
    private void tell(BiConsumer<EvictionPolicy.Order, EvictionPolicy.Item> event, Kept item) {
        try {
            event.accept(order, item);
        } catch (Throwable e) { // also what is an error, or a checked exception that was not declared
            trouble.reportAs(TROUBLE, e);
        }
    }

    /** An entry as the policy sees it. Guarded by the budget's lock. */
    private static final class Kept implements EvictionPolicy.Item {
        private Entry entry;
        private @Nullable Object attachment;

        Kept(Entry entry) {
            this.entry = entry;
        }

        @Override
        public long weight() {
            return entry.weight;
        }

        @Override
        public long loadNanos() {
            return LoadTime.nanos(entry.cost);
        }

        @Override
        public @Nullable Object attachment() {
            return attachment;
        }

        @Override
        public void attach(@Nullable Object to) {
            attachment = to;
        }
    }
}
