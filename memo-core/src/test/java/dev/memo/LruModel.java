// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an exact LRU cache of several methods does, written as plainly as it goes. Confined to one thread. */
final class LruModel {
    private final Map<List<Integer>, Long> weights = new LinkedHashMap<>(16, 0.75f, true);
    private final int maxEntries;
    private final long maxBytes;
    private int evictions;

    LruModel(int maxEntries, long maxBytes) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    /** Returns whether the call is a hit; if not, its result of this weight is kept. */
    boolean call(int method, int key, long weight) {
        if (weights.get(List.of(method, key)) != null) {
            return true;
        }
        weights.put(List.of(method, key), weight);
        Iterator<Long> oldest = weights.values().iterator();
        while (weights.size() > maxEntries || bytes() > maxBytes) {
            oldest.next();
            oldest.remove();
            evictions++;
        }
        return false;
    }

    /** Returns whether there was one to remove. */
    boolean remove(int method, int key) {
        return weights.remove(List.of(method, key)) != null;
    }

    int size() {
        return weights.size();
    }

    long bytes() {
        return weights.values().stream().mapToLong(Long::longValue).sum();
    }

    int evictions() {
        return evictions;
    }
}
