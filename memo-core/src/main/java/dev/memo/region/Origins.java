// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one region that values elsewhere were computed from.
 *
 * <p>Such a value holds a mark per key. Whoever invalidates the key, or gives it another value, sets its mark and forgets it;
 * who holds it sees that when asked. So it takes one step, however many values were computed from the key, nothing is
 * known of them here, and it does not matter whether the entry is still there: evicted or ended, it leaves its mark behind.
 * Keys are told apart by their hash: two with the same are invalidated together, and too much is only slow.
 *
 * <p>The order that makes it right: who computes takes the mark first, and then reads the value; who invalidates removes
 * the value first, and then sets the mark. Either the mark was there to be set, or the value was gone.
 *
 * <p>Marks are held weakly, so that they go with the last value that was computed from their key. Thread-safe; may be asked
 * under the budget's lock, and takes no other.
 */
final class Origins {
    private final Map<Integer, Held> keys = new HashMap<>();
    private final ReferenceQueue<Key> unused = new ReferenceQueue<>();
    private Mark all = new Mark();
    private @Nullable Mark any;

    /** Returns what is over once the key with this hash was invalidated or replaced. */
    synchronized Origin key(int hash) {
        forgetUnused();
        Held held = keys.get(hash);
        Key known = held == null ? null : held.get();
        if (known == null) {
            known = new Key(this, all);
            keys.put(hash, new Held(hash, known, unused));
        }
        return known;
    }

    /** Returns what is over once any key was invalidated or replaced. */
    synchronized Origin any() {
        any = any == null ? new Mark() : any;
        return any;
    }

    /** The key with this hash was invalidated or replaced: its value is gone by now. */
    synchronized void over(int hash) {
        Held held = keys.remove(hash);
        Key known = held == null ? null : held.get();
        if (known != null) {
            known.own.over = true;
        }
        changed(known != null || any != null);
    }

    /** All keys were invalidated: their values are gone by now. */
    synchronized void allOver() {
        all.over = true;
        all = new Mark();
        keys.clear();
        changed(true);
    }

    /** Returns how many keys values were computed from. */
    synchronized int size() {
        forgetUnused();
        return keys.size();
    }

    private void changed(boolean somethingIsOver) {
        if (any != null) {
            any.over = true;
            any = null;
        }
        if (somethingIsOver) {
            OriginSet.changed();
        }
    }

    private void forgetUnused() {
        for (Reference<? extends Key> gone = unused.poll(); gone != null; gone = unused.poll()) {
            Held mine = (Held) gone;
            keys.remove(mine.hash, mine);
        }
    }

    /** Set once. Thread-safe. */
    private static final class Mark implements Origin {
        private volatile boolean over;

        @Override
        public boolean isOver() {
            return over;
        }
    }

    /** One key, and with it all of its region. Thread-safe. */
    static final class Key implements Origin {
        /** With its mark, the reference that it is held by, and its place in the table. */
        private static final int BYTES = 136;

        /** Whose key it is. */
        final Origins region;

        private final Mark own = new Mark();
        private final Mark all;

        /** The hash of the key whose values pay for this one; 0 while there is none. */
        private volatile int payer;

        private Key(Origins region, Mark all) {
            this.region = region;
            this.all = all;
        }

        @Override
        public boolean isOver() {
            return own.over || all.over;
        }

        /** It is held by all values that were computed from the key, and paid for by those of one key, as a {@link TagCell}. */
        @Override
        public int charge(int hash) {
            if (payer == 0) {
                payer = hash;
            }
            return payer == hash ? BYTES : 0;
        }
    }

    /** A key that is known as long as a value was computed from it. Immutable. */
    private static final class Held extends WeakReference<Key> {
        private final int hash;

        Held(int hash, Key key, ReferenceQueue<Key> unused) {
            super(key, unused);
            this.hash = hash;
        }
    }
}
