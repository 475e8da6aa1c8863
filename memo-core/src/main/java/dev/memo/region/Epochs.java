// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * When, by the clock of all regions, one region's own clock showed what: up to 64 marks, thinned by half when they
 * run out.
 *
 * <p>Guarded by the lock of its region.
 */
final class Epochs {
    private static final int MOST = 64;

    private final int[] own = new int[MOST];
    private final int[] shared = new int[MOST];
    private int used;
    private int apart = 1;

    /** Notes both clocks, unless the last mark is still near. */
    void note(int ownNow, int sharedNow) {
        if (used > 0 && sharedNow - shared[used - 1] < apart) {
            return;
        }
        if (used == MOST) {
            thin(sharedNow);
        }
        own[used] = ownNow;
        shared[used++] = sharedNow;
    }

    /** Returns the shared time of an own stamp, at most one mark too late. */
    int time(int stamp, int sharedNow) {
        int low = 0;
        int high = used;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (own[middle] - stamp < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == used ? sharedNow : shared[low];
    }

    /** Drops every second mark of the older half: the older a mark, the less its precision matters. */
    private void thin(int sharedNow) {
        int kept = 0;
        for (int i = 0; i < used; i++) {
            if (i % 2 == 1 || i >= MOST / 2) {
                own[kept] = own[i];
                shared[kept++] = shared[i];
            }
        }
        used = kept;
        apart = Math.max(1, (sharedNow - shared[0]) / (16 * MOST));
    }
}
