// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The hash table of one region: lookups take no lock, changes are made under the budget's.
 *
 * <p>No key is compared under the lock, since that is user code. An insertion searches its bucket first, then takes
 * the lock and links its entry only if the {@link Spot} is still as it was: insertions happen in the second place alone,
 * so nothing can have come in unseen. The second, as the entry that has been in its bucket longest is asked for most by
 * far, and each step that a lookup has to go on costs a mispredicted branch: a third of the hit. A resize relinks entries
 * in place and makes the version odd while it does; a lookup on the hit path that it confuses misses, and a miss is looked
 * at again by {@link #find}, which starts over when the spot has changed.
 *
 * <p>{@link #head}, {@link #spot}, {@link #find} and {@link #count} are thread-safe; all else is guarded by the budget's
 * lock.
 */
final class HeapTable {
    private static final int INITIAL = 16;
    private static final int MAXIMUM = 1 << 30;

    private volatile @Nullable Entry[] buckets = new Entry[INITIAL];
    private volatile int version;
    private int size;

    /** Returns the first entry of the hash's bucket. */
    private @Nullable Entry head(int hash) {
        @Nullable Entry[] b = buckets;
        return b[index(hash, b.length)];
    }

    /** Returns the first entry of the bucket of what was spread, whose upper half is the hash. */
    @Nullable
    Entry head(long spread) {
        @Nullable Entry[] b = buckets;
        return b[(int) (spread >>> (Integer.SIZE + shift(b.length)))];
    }

    /** Returns how many linked entries the condition holds for. Takes no lock, and may miss what others change. */
    long count(Predicate<Entry> condition) {
        for (; ; ) {
            int seen = version;
            long found = 0;
            for (Entry first : buckets) {
                for (Entry e = first; e != null; e = e.next) {
                    found += condition.test(e) ? 1 : 0;
                }
            }
            VarHandle.loadLoadFence();
            if ((seen & 1) == 0 && seen == version) {
                return found;
            }
            Thread.onSpinWait();
        }
    }

    /** Returns where the hash's bucket begins, to search it from there and to see later whether it has changed. */
    Spot spot(int hash) {
        int seen = version;
        Entry head = head(hash);
        return new Spot(seen, head, head == null ? null : head.next);
    }

    /**
     * Returns the entry with the fresh one's key; null only if there was none. Runs user code, takes no lock.
     *
     * <p>A value that is replaced gets another entry: it is linked, then the old one is unlinked. A search that began before
     * the one and came by after the other has seen neither, so it counts only if the spot is still the same.
     */
    @Nullable
    Entry find(Entry fresh) {
        for (; ; ) {
            Spot spot = spot(fresh.hash());
            Entry found = spot.search(fresh);
            VarHandle.loadLoadFence();
            if (found != null || unchanged(fresh.hash(), spot)) {
                return found;
            }
            Thread.onSpinWait();
        }
    }

    /** Links the entry if the spot is still as the caller searched it; returns whether it was. */
    boolean link(Entry fresh, Spot searched) {
        @Nullable Entry[] b = buckets;
        if (!unchanged(fresh.hash(), searched)) {
            return false;
        }
        Entry head = searched.head;
        fresh.next = searched.second;
        VarHandle.storeStoreFence();
        if (head == null) {
            b[index(fresh.hash(), b.length)] = fresh;
        } else {
            head.next = fresh;
        }
        if (++size > b.length - (b.length >>> 2) && b.length < MAXIMUM) {
            grow(b);
        }
        return true;
    }

    /** Returns whether nothing can have been linked into the bucket since it was searched. */
    boolean unchanged(int hash, Spot searched) {
        Entry head = searched.head;
        return (searched.version & 1) == 0
                && version == searched.version
                && head(hash) == head
                && (head == null || head.next == searched.second);
    }

    /** Takes the entry out; it must be in. Its own link stays, for lookups that stand on it. */
    void unlink(Entry gone) {
        @Nullable Entry[] b = buckets;
        int index = index(gone.hash(), b.length);
        Entry before = null;
        Entry e = b[index];
        while (e != null && e != gone) {
            before = e;
            e = e.next;
        }
        if (e == null) {
            throw new IllegalStateException("an entry to unlink is not in its bucket");
        }
        if (before == null) {
            b[index] = gone.next;
        } else {
            before.next = gone.next;
        }
        size--;
    }

    /** Calls the visitor with every linked entry. */
    void forEach(Consumer<Entry> visitor) {
        for (Entry first : buckets) {
            Entry e = first;
            while (e != null) {
                Entry rest = e.next;
                visitor.accept(e);
                e = rest;
            }
        }
    }

    /**
     * Calls the visitor with the entries of one bucket. Begun with 0 and gone on with until it answers 0 again, it visits
     * what is linked all the while exactly once, though the table may grow in between: the cursor is the lowest hash that
     * has not been visited, and buckets lie in the order of their hashes.
     */
    int scan(int cursor, Consumer<Entry> visitor) {
        @Nullable Entry[] b = buckets;
        int shift = shift(b.length);
        Entry e = b[cursor >>> shift];
        while (e != null) {
            Entry rest = e.next;
            visitor.accept(e);
            e = rest;
        }
        return ((cursor >>> shift) + 1) << shift;
    }

    /** Makes each bucket two, whose entries keep their order. */
    private void grow(@Nullable Entry[] from) {
        @Nullable Entry[] to = new Entry[from.length << 1]; // first, as there may be no memory for it
        int now = version;
        version = now + 1;
        for (int i = 0; i < from.length; i++) {
            Entry low = null;
            Entry high = null;
            Entry e = from[i];
            while (e != null) {
                Entry rest = e.next;
                e.next = null;
                if (index(e.hash(), to.length) == i << 1) {
                    low = append(to, i << 1, low, e);
                } else {
                    high = append(to, (i << 1) + 1, high, e);
                }
                e = rest;
            }
        }
        buckets = to;
        version = now + 2;
    }

    private static Entry append(@Nullable Entry[] to, int index, @Nullable Entry last, Entry e) {
        if (last == null) {
            to[index] = e;
        } else {
            last.next = e;
        }
        return e;
    }

    /** The upper bits: all bits of what was hashed have a part in them. */
    private static int index(int hash, int length) {
        return hash >>> shift(length);
    }

    private static int shift(int length) {
        return Integer.numberOfLeadingZeros(length) + 1;
    }

    /** Where a bucket began when a search of it did. Immutable. */
    record Spot(int version, @Nullable Entry head, @Nullable Entry second) {
        /** Returns the entry with the fresh one's key, or null. Runs user code, takes no lock. */
        @Nullable
        Entry search(Entry fresh) {
            for (Entry e = head; e != null; e = e.next) {
                if (e.spread == fresh.spread && e.sameKey(fresh)) {
                    return e;
                }
            }
            return null;
        }
    }
}
