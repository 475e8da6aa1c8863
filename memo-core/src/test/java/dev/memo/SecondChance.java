// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.spi.EvictionPolicy;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy as a user might write it: first in, first out, but what was read meanwhile goes round once more. Thread-safe. */
public final class SecondChance implements EvictionPolicy {
    @Override
    public String name() {
        return "second-chance";
    }

    @Override
    public Order newOrder() {
        return new Round();
    }

    /** The entries of one cache. Guarded by Memo. */
    private static final class Round implements Order {
        private final Set<Item> items = new LinkedHashSet<>();

        @Override
        public void added(Item item) {
            items.add(item);
        }

        @Override
        public void updated(Item item) {
            accessed(item);
        }

        @Override
        public void accessed(Item item) {
            item.attach(true);
        }

        @Override
        public void removed(Item item) {
            items.remove(item);
        }

        @Override
        public Item victim(@Nullable Item newcomer) {
            for (; ; ) {
                Item first = items.iterator().next();
                if (first.attachment() == null) {
                    return first;
                }
                first.attach(null);
                items.remove(first);
                items.add(first);
            }
        }
    }
}
