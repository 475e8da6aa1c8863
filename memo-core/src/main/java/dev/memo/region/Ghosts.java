// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * The last use of keys that were evicted, in four bytes each: 11 bits of the key's hash, 5 of its rate of use, 16 of its stamp.
 *
 * <p>A hash table of buckets of eight without links: a new ghost takes the place of the oldest in its bucket. One key in
 * 32 counts as sixteen times younger than it is, so that the table remembers most keys for about twice the size of the
 * cache, and a few for thirty times: enough to recognise a loop that is far longer than the cache. A mistaken identity
 * (in 0.4% of the lookups) costs a wrong guess, no more. Ghost lists are those of ARC (Megiddo and Modha, 2003) and LIRS
 * (Jiang and Zhang, 2002); fingerprints instead of keys those of S3-FIFO (Yang et al., 2023).
 *
 * <p>Guarded by the lock of its order.
 */
final class Ghosts {
    private static final int WAYS = 8;
    private static final int SPARSE = 32;
    private static final int LONGER = 4;
    private static final int RATES = 31;

    /** Rates are kept in four steps per doubling, from a half on: the upper bits of the number itself. */
    private static final int STEP = 21;

    private static final int HALF = Float.floatToRawIntBits(0.5f) >>> STEP;

    private final int[] slots;
    private final int buckets;
    private final int unitBits;
    private int found;

    /** Makes room for three ghosts per entry. */
    Ghosts(int entries) {
        buckets = Math.max(1, (int) ((3L * entries + WAYS - 1) / WAYS));
        slots = new int[buckets * WAYS];
        unitBits = Math.max(0, 22 - Integer.numberOfLeadingZeros(Math.max(1, entries)));
    }

    /** Remembers a node that leaves, its rate as of its stamp. */
    void add(Node n, int now) {
        long mixed = mix(n.hash());
        int from = bucket(mixed);
        int victim = from;
        int greatest = -1;
        for (int i = from; i < from + WAYS; i++) {
            int age = slots[i] == 0 ? Integer.MAX_VALUE : weight(slots[i], now);
            if (age > greatest) {
                greatest = age;
                victim = i;
            }
        }
        int stamp = (n.lastMiss >>> unitBits) & 0xFFFF;
        slots[victim] = tag(mixed) | level(n.rate) << 16 | stamp;
    }

    /** Removes the ghost of a hash; returns whether there was one, for {@link #age} and {@link #rate} to tell of. */
    boolean take(int hash) {
        long mixed = mix(hash);
        int from = bucket(mixed);
        int tag = tag(mixed);
        for (int i = from; i < from + WAYS; i++) {
            if ((slots[i] & 0xFFE00000) == tag && slots[i] != 0) {
                found = slots[i];
                slots[i] = 0;
                return true;
            }
        }
        return false;
    }

    /** Returns how many misses ago the ghost found last was used. */
    int age(int now) {
        return age(found, now) << unitBits;
    }

    /** Returns the rate of the ghost found last, as of its last use. */
    float rate() {
        return Float.intBitsToFloat(((found >>> 16 & RATES) + HALF) << STEP);
    }

    private int weight(int slot, int now) {
        int age = age(slot, now);
        return (slot >>> 21) % SPARSE == 0 ? age >> LONGER : age;
    }

    private int age(int slot, int now) {
        return ((now >>> unitBits) - slot) & 0xFFFF;
    }

    private int bucket(long mixed) {
        return (int) (((mixed & 0xFFFFFFFFL) * buckets) >>> 32) * WAYS;
    }

    private static int tag(long mixed) {
        return (int) (mixed >>> 32) & 0xFFE00000;
    }

    private static int level(float rate) {
        int level = ((Float.floatToRawIntBits(rate) + (1 << (STEP - 1))) >>> STEP) - HALF;
        return Math.max(0, Math.min(RATES, level));
    }

    private static long mix(int hash) {
        long x = (hash + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 29) * 0x94D049BB133111EBL;
        return x ^ x >>> 32;
    }
}
