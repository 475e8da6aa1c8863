// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.RemovalCause;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Walks over all entries of a region, or removes those of a kind, in small steps, so that nobody waits long for the lock.
 *
 * <p>What was in the table at the start is met, and so is what takes its place meanwhile: it has the same key, so it lies
 * in the same bucket. What comes in besides may be met or not. Thread-safe.
 */
final class Sweep {
    private static final int CHUNK = 64;
    private static final int BUCKETS = 1024;

    private final Ledger ledger;
    private final Budget budget;

    Sweep(Ledger ledger, Budget budget) {
        this.ledger = ledger;
        this.budget = budget;
    }

    /**
     * Removes the entries that the condition holds for; returns how many.
     *
     * @param condition asked under the lock, so it runs no user code
     */
    int remove(Predicate<Entry> condition, RemovalCause cause) {
        List<Entry> found = new ArrayList<>();
        int removed = 0;
        int cursor = 0;
        do {
            budget.lock();
            try {
                cursor = chunk(cursor, condition, found);
                for (Entry e : found) {
                    budget.remove(ledger, e, cause);
                }
            } finally {
                budget.unlock();
            }
            removed += found.size();
            found.clear();
        } while (cursor != 0);
        return removed;
    }

    /** Calls the visitor, with no lock held, with the entries that are linked. */
    void visit(Consumer<Entry> visitor) {
        List<Entry> found = new ArrayList<>();
        int cursor = 0;
        do {
            budget.lock();
            try {
                cursor = chunk(cursor, e -> true, found);
            } finally {
                budget.unlock();
            }
            found.forEach(visitor);
            found.clear();
        } while (cursor != 0);
    }

    /**
     * Does one step of a removal; the caller holds the lock.
     *
     * @param from 0, or what the step before has returned
     * @return where to go on, 0 at the end
     */
    int step(int from, Predicate<Entry> condition, Consumer<Entry> remover) {
        List<Entry> found = new ArrayList<>();
        int cursor = chunk(from, condition, found);
        found.forEach(remover);
        return cursor;
    }

    private int chunk(int from, Predicate<Entry> condition, List<Entry> found) {
        int cursor = from;
        int buckets = 0;
        do {
            cursor = ledger.table.scan(cursor, e -> {
                if (condition.test(e)) {
                    found.add(e);
                }
            });
        } while (cursor != 0 && found.size() < CHUNK && ++buckets < BUCKETS);
        return cursor;
    }
}
