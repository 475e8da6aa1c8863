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
 * the lock and links its entry only if the bucket's head and the table's version are still those it saw: insertions
 * happen at the head alone, so nothing can have come in unseen. A resize relinks entries in place and makes the
 * version odd while it does; a lookup on the hit path that it confuses misses, and a miss is looked at again by
 * {@link #find}, which starts over when the version has changed.
 *
 * <p>{@link #head}, {@link #search}, {@link #find}, {@link #count} and {@link #version} are thread-safe; all else is guarded by the
 * budget's lock.
 */
final class HeapTable {
    private static final int INITIAL = 16;
    private static final int MAXIMUM = 1 << 30;

    private volatile @Nullable Entry[] buckets = new Entry[INITIAL];
    private volatile int version;
    private int size;

    /** Returns the first entry of the hash's bucket. */
    @Nullable
    Entry head(int hash) {
        @Nullable Entry[] b = buckets;
        return b[index(hash, b.length)];
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

    /** Returns a number that changes with every resize, odd while one is under way. */
    int version() {
        return version;
    }

    /** Returns the entry behind the head with the fresh one's key, or null. Runs user code, takes no lock. */
    static @Nullable Entry search(@Nullable Entry head, Entry fresh) {
        for (Entry e = head; e != null; e = e.next) {
            if (e.hash == fresh.hash && e.sameKey(fresh)) {
                return e;
            }
        }
        return null;
    }

    /**
     * Returns the entry with the fresh one's key; null only if there was none. Runs user code, takes no lock.
     *
     * <p>A value that is replaced gets another entry: it is linked at the head, then the old one is unlinked. A search that
     * began before the one and came by after the other has seen neither, so it counts only if the head is still the same.
     */
    @Nullable
    Entry find(Entry fresh) {
        for (; ; ) {
            int seen = version;
            Entry head = head(fresh.hash);
            Entry found = search(head, fresh);
            VarHandle.loadLoadFence();
            if (found != null || ((seen & 1) == 0 && unchanged(fresh.hash, seen, head))) {
                return found;
            }
            Thread.onSpinWait();
        }
    }

    /** Links the entry if the bucket is still as the caller searched it; returns whether it was. */
    boolean link(Entry fresh, int searchedVersion, @Nullable Entry searchedHead) {
        @Nullable Entry[] b = buckets;
        int index = index(fresh.hash, b.length);
        if (version != searchedVersion || b[index] != searchedHead) {
            return false;
        }
        fresh.next = searchedHead;
        VarHandle.storeStoreFence();
        b[index] = fresh;
        if (++size > b.length - (b.length >>> 2) && b.length < MAXIMUM) {
            grow(b);
        }
        return true;
    }

    /** Returns whether nothing can have been linked into the bucket since it was searched. */
    boolean unchanged(int hash, int searchedVersion, @Nullable Entry searchedHead) {
        return version == searchedVersion && head(hash) == searchedHead;
    }

    /** Takes the entry out; it must be in. Its own link stays, for lookups that stand on it. */
    void unlink(Entry gone) {
        @Nullable Entry[] b = buckets;
        int index = index(gone.hash, b.length);
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

    private void grow(@Nullable Entry[] from) {
        @Nullable Entry[] to = new Entry[from.length << 1]; // first, as there may be no memory for it
        int now = version;
        version = now + 1;
        for (Entry first : from) {
            Entry e = first;
            while (e != null) {
                Entry rest = e.next;
                int index = index(e.hash, to.length);
                e.next = to[index];
                to[index] = e;
                e = rest;
            }
        }
        buckets = to;
        version = now + 2;
    }

    /** The upper bits: all bits of what was hashed have a part in them. */
    private static int index(int hash, int length) {
        return hash >>> shift(length);
    }

    private static int shift(int length) {
        return Integer.numberOfLeadingZeros(length) + 1;
    }
}
