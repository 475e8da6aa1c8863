// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import java.util.stream.LongStream;

/**
 * What has happened to one memoized method, or to all of a runtime, since its start or since its statistics were reset: a
 * snapshot. Counts only grow in between; {@code entries}, {@code bytes} and {@code peakEntries} say what is kept.
 *
 * <p>Every lookup is counted once, as a hit or a miss; a lookup is not counted when the call went through without
 * Memo, which is a bypass. Times are in nanoseconds. Immutable.
 *
 * @param hits lookups answered by a kept result, in the heap or in a store
 * @param misses lookups that found none: they loaded, or waited for another caller's load
 * @param loads runs of the original on behalf of Memo, failed ones included
 * @param loadFailures loads that ended with an exception
 * @param loadNanos time spent in loads
 * @param waits misses that waited for another caller's load, or took a part in it, where a method returns a stage
 * @param waitNanos time spent waiting, or until such a part was complete, though no thread spent that
 * @param puts results kept
 * @param evictions results dropped to stay within a limit
 * @param expirations results dropped after their ttl or idle time
 * @param invalidations results dropped, or fenced off while loading, because someone said so
 * @param rejections results not kept because they are too large for the budget, or nobody could say how large
 * @param codecFailures results or keys that could not be encoded or decoded
 * @param bypasses calls that ran the original without Memo: an uncacheable key, a cycle, an interrupted wait
 * @param entries results kept now, expired ones included
 * @param bytes what they take now: encoded value, key and entry
 * @param timeSavedNanos hits times the mean load time, less the cost of the hits; reckoned from one snapshot to the next, by
 *     the loads in between if there were some, else by all before; from 0 to {@code Long.MAX_VALUE}; of a runtime, the sum
 * @param peakEntries the most results that were kept at one time; of a runtime, the sum of its methods' and caches', which
 *     need not have been at the same time
 * @param staleServes calls answered by a result that was older than its ttl, as it was being loaded anew or that did not
 *     work; all but those whose own reload failed are hits
 * @param refreshes loads in the background of results that were served meanwhile; they are among the loads
 * @param refreshFailures those that ended with an exception
 * @param refreshDrops those that were due and not begun, as too many others were
 * @param storeHits lookups answered by a result that a store had and the heap had not; they are among the hits
 * @param storeMisses lookups for which a store was asked, and had nothing that may be served; they are among the misses
 * @param storeWrites results given to a store to be kept
 * @param storeDiscards results that a store had and that are not to be served by what is beside them: of other code, other
 *     classes or another version, damaged, or with a tag that was invalidated; they are removed, and are store misses
 */
public record Stats(
        long hits,
        long misses,
        long loads,
        long loadFailures,
        long loadNanos,
        long waits,
        long waitNanos,
        long puts,
        long evictions,
        long expirations,
        long invalidations,
        long rejections,
        long codecFailures,
        long bypasses,
        long entries,
        long bytes,
        long timeSavedNanos,
        long peakEntries,
        long staleServes,
        long refreshes,
        long refreshFailures,
        long refreshDrops,
        long storeHits,
        long storeMisses,
        long storeWrites,
        long storeDiscards) {
    private static final int ENTRIES = 14;
    private static final int BYTES = 15;
    private static final int PEAK_ENTRIES = 17;
    private static final int FIELDS = 26;

    /** Returns the share of lookups that were hits, in 0..1; 0 before the first lookup. */
    public double hitRatio() {
        long lookups = hits + misses;
        return lookups == 0 ? 0 : (double) hits / lookups;
    }

    /** Returns the share of lookups that were misses, in 0..1; 0 before the first lookup. */
    public double missRatio() {
        long lookups = hits + misses;
        return lookups == 0 ? 0 : (double) misses / lookups;
    }

    /** Returns how many results were evicted for one that was kept, in 0..1; 0 before the first. */
    public double evictionRate() {
        return puts == 0 ? 0 : Math.min(1, (double) evictions / puts); // those kept before a reset may go after it
    }

    /** Returns the mean time of a load in nanoseconds; 0 before the first. */
    public long meanLoadNanos() {
        return loads == 0 ? 0 : loadNanos / loads;
    }

    /** Returns the sum of both, field by field, {@code Long.MAX_VALUE} at most. */
    public Stats plus(Stats other) {
        long[] sum = toArray();
        long[] more = other.toArray();
        for (int i = 0; i < sum.length; i++) {
            sum[i] = more[i] > 0 && sum[i] > Long.MAX_VALUE - more[i] ? Long.MAX_VALUE : sum[i] + more[i];
        }
        return of(sum);
    }

    /** Returns what was counted since an earlier snapshot of the same; what is kept is as it is in this one. */
    public Stats since(Stats earlier) {
        long[] counts = toArray();
        long[] before = earlier.toArray();
        for (int i = 0; i < counts.length; i++) {
            if (i != ENTRIES && i != BYTES && i != PEAK_ENTRIES) {
                counts[i] = Math.max(0, counts[i] - before[i]);
            }
        }
        return of(counts);
    }

    /** Returns the same counts of something that keeps nothing. */
    public Stats withoutContents() {
        long[] counts = toArray();
        counts[ENTRIES] = 0;
        counts[BYTES] = 0;
        counts[PEAK_ENTRIES] = 0;
        return of(counts);
    }

    /** Returns the fields in the order of declaration: the form in which they cross class loaders. */
    public long[] toArray() {
        return LongStream.concat(
                        LongStream.of(inHeap()), LongStream.of(storeHits, storeMisses, storeWrites, storeDiscards))
                .toArray();
    }

    private long[] inHeap() {
        return new long[] {
            hits,
            misses,
            loads,
            loadFailures,
            loadNanos,
            waits,
            waitNanos,
            puts,
            evictions,
            expirations,
            invalidations,
            rejections,
            codecFailures,
            bypasses,
            entries,
            bytes,
            timeSavedNanos,
            peakEntries,
            staleServes,
            refreshes,
            refreshFailures,
            refreshDrops
        };
    }

    /** Returns the snapshot that {@link #toArray} made; missing fields are 0, further ones are left out. */
    public static Stats of(long... fields) {
        long[] f = java.util.Arrays.copyOf(fields, FIELDS);
        return new Stats(
                f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10], f[11], f[12], f[13], f[14], f[15],
                f[16], f[17], f[18], f[19], f[20], f[21], f[22], f[23], f[24], f[25]);
    }
}
