// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * After how long the keys of a region are used again, and from that, what it is worth to keep one a little longer.
 *
 * <p>Of a sample of the keys the times of last use are remembered, in a table of buckets of eight, where the oldest
 * gives way. The times from one use to the next are counted ({@link ReturnTimes}), apart for keys used once, twice or
 * thrice, and more often before: keys that were used once may never return though others do so at once (the classes
 * of LHD, Beckmann, Chen and Cidon, 2018).
 *
 * <p>Guarded by the lock of its region.
 */
final class Returns {
    private static final int WAYS = 8;
    private static final int BUCKETS = 256;
    private static final int EVERY = 256;
    private static final int OFTEN = 4;

    private final int[] tags = new int[WAYS * BUCKETS];
    private final int[] times = new int[WAYS * BUCKETS];
    private final byte[] uses = new byte[WAYS * BUCKETS];
    private final ReturnTimes[] kinds = {new ReturnTimes(), new ReturnTimes(), new ReturnTimes()};
    private int untilNext = 16;
    private int since;

    /** Notes a use of a key at a time. */
    void use(int hash, int now) {
        int tag = (hash * 0x85EBCA6B) | 1;
        int at = slot(tag);
        if (tags[at] == tag) {
            kinds[kind(uses[at])].returned(now - times[at]);
            uses[at] = (byte) Math.min(OFTEN, uses[at] + 1);
        } else {
            tags[at] = tag;
            uses[at] = 1;
        }
        times[at] = now;
        kinds[kind(uses[at])].used();
        if (++since >= untilNext) {
            since = 0;
            untilNext = Math.min(EVERY, untilNext * 2);
            for (ReturnTimes kind : kinds) {
                kind.learn();
            }
        }
    }

    /** Returns the hits per unit of time to be had from a key used that often, which has been idle for this long. */
    double density(float often, int idle) {
        return kinds[kind((int) (often + 0.5f))].density(idle);
    }

    /** Returns the place of the key, or of the oldest one that would give way to it. */
    private int slot(int tag) {
        int from = (tag >>> 24) % BUCKETS * WAYS;
        int oldest = from;
        for (int i = from; i < from + WAYS; i++) {
            if (tags[i] == tag || tags[i] == 0) {
                return i;
            }
            if (times[i] - times[oldest] < 0) {
                oldest = i;
            }
        }
        return oldest;
    }

    private static int kind(int uses) {
        return uses < 2 ? 0 : uses < OFTEN ? 1 : 2;
    }
}
