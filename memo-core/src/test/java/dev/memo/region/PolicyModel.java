// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each policy is to do, in the plainest words: a list that is searched through. Confined to one thread. */
final class PolicyModel {
    private final String policy;
    private final int limit;
    private final List<Kept> kept = new ArrayList<>();
    private long now;

    PolicyModel(String policy, int limit) {
        this.policy = policy;
        this.limit = limit;
    }

    /** Reads or stores; returns whether it was there. */
    boolean call(Object key) {
        Kept found = find(key);
        if (found != null) {
            use(found);
            return true;
        }
        if (kept.size() == limit) {
            kept.remove(victim());
        }
        kept.add(new Kept(key, ++now));
        return false;
    }

    boolean overwrite(Object key) {
        Kept found = find(key);
        if (found != null) {
            use(found);
        }
        return found != null;
    }

    boolean remove(Object key) {
        return kept.removeIf(each -> each.key.equals(key));
    }

    List<Object> keys() {
        return kept.stream().map(each -> each.key).toList();
    }

    private void use(Kept each) {
        each.used = ++now;
        each.uses++;
    }

    private @Nullable Kept find(Object key) {
        return kept.stream().filter(each -> each.key.equals(key)).findAny().orElse(null);
    }

    private Kept victim() {
        Comparator<Kept> order = switch (policy) {
            case "lru" -> Comparator.comparing(each -> each.used);
            case "mru" -> Comparator.<Kept, Long>comparing(each -> each.used).reversed();
            case "fifo" -> Comparator.comparing(each -> each.stored);
            case "lifo" -> Comparator.<Kept, Long>comparing(each -> each.stored).reversed();
            default -> Comparator.<Kept, Integer>comparing(each -> each.uses).thenComparing(each -> each.used);
        };
        return kept.stream().min(order).orElseThrow();
    }

    /** An entry. Confined to one thread. */
    private static final class Kept {
        private final Object key;
        private final long stored;
        private long used;
        private int uses;

        Kept(Object key, long now) {
            this.key = key;
            this.stored = now;
            this.used = now;
        }
    }
}
