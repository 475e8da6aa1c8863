// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The hits that the calling thread had in all regions of a runtime: whether it changes during a load says whether the
 * original asked Memo for something. It costs a few reads a region, so it is asked rarely. Thread-safe.
 */
final class ThreadHits {
    private final Queue<WeakReference<HitCounter>> counters = new ConcurrentLinkedQueue<>();

    void add(HitCounter hits) {
        counters.add(new WeakReference<>(hits));
    }

    /** Returns a number that is another one after each hit of the thread's, and perhaps after one of other threads'. */
    long sum() {
        long sum = 0;
        for (Iterator<WeakReference<HitCounter>> all = counters.iterator(); all.hasNext(); ) {
            HitCounter hits = all.next().get();
            if (hits == null) {
                all.remove();
            } else {
                sum += hits.ofThread();
            }
        }
        return sum;
    }
}
