// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * How long keys of one kind take to return, in classes of time, four to each doubling.
 *
 * <p>From these follows the best number of hits per unit of time that can be had by keeping a key which has been idle
 * for some time: the greatest, over all times to come, of the likelihood that it returns by then over the time that
 * it will be held. This is the hit density of LHD (Beckmann, Chen and Cidon, 2018), as a stopping rule (Gittins,
 * 1979). Older counts weigh less.
 *
 * <p>Guarded by the lock of its region.
 */
final class ReturnTimes {
    private static final int CLASSES = 112;
    private static final int ENOUGH = 2000;
    private static final float AGEING = 0.9f;
    private static final float DOUBT = 0.05f;

    private final float[] counts = new float[CLASSES];
    private final float[] density = new float[CLASSES];
    private float uses;

    /** Notes a use, which starts the time until the next. */
    void used() {
        uses++;
    }

    /** Notes that the next use came after this long. */
    void returned(int time) {
        counts[classOf(time)]++;
    }

    /** Returns the hits per unit of time to be had from a key that has been idle for this long. */
    double density(int idle) {
        return density[classOf(idle)];
    }

    /** Works out the densities anew. */
    void learn() {
        float[] left = new float[CLASSES + 1];
        left[0] = uses + 1;
        for (int i = 0; i < CLASSES; i++) {
            left[i + 1] = Math.max(left[i] - counts[i], 1e-3f * left[0]);
        }
        for (int i = 0; i < CLASSES; i++) {
            density[i] = best(i, left);
        }
        if (uses > ENOUGH) {
            uses *= AGEING;
            for (int i = 0; i < CLASSES; i++) {
                counts[i] *= AGEING;
            }
        }
    }

    private float best(int from, float[] left) {
        float best = 0;
        float hits = DOUBT;
        float time = 1;
        for (int i = from; i < CLASSES; i++) {
            hits += counts[i];
            time += (left[i] + left[i + 1]) / 2 * (start(i + 1) - start(i));
            best = Math.max(best, hits / time);
        }
        return best;
    }

    private static int classOf(int time) {
        int t = Math.max(4, time);
        int octave = 31 - Integer.numberOfLeadingZeros(t);
        return Math.min(CLASSES - 1, (octave - 2) * 4 + ((t >>> (octave - 2)) & 3));
    }

    private static float start(int c) {
        return c == 0 ? 0 : (4L + c % 4) << (c / 4);
    }
}
