// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Made sequences of keys, and how many hits the best policy there can be has on one. Stateless. */
final class Traces {
    private static final int CALLS = 100_000;
    private static final int NEVER = Integer.MAX_VALUE;

    private Traces() {}

    /** The same keys over and over, in the same order. */
    static int[] loop(int keys, int calls) {
        int[] trace = new int[calls];
        Arrays.setAll(trace, i -> i % keys);
        return trace;
    }

    /** Popular keys by Zipf's law with an exponent of 0.9; after each 5,000 calls a scan of keys that never return. */
    static int[] zipfWithScans(long seed, int keys, int scan) {
        Random random = new Random(seed);
        double[] upTo = new double[keys];
        double sum = 0;
        for (int i = 0; i < keys; i++) {
            sum += Math.pow(i + 1.0, -0.9);
            upTo[i] = sum;
        }
        int[] trace = new int[CALLS];
        int once = keys;
        for (int i = 0; i < CALLS; i++) {
            boolean scanning = i % (5_000 + scan) >= 5_000;
            int at = Arrays.binarySearch(upTo, random.nextDouble() * sum);
            trace[i] = scanning ? once++ : Math.min(keys - 1, at < 0 ? -at - 1 : at);
        }
        return trace;
    }

    /** Four calls of five go to hot keys, others of which are hot after each period; the rest is spread over many. */
    static int[] shifting(long seed, int hot, int period) {
        Random random = new Random(seed);
        int[] trace = new int[CALLS];
        Arrays.setAll(
                trace,
                i -> random.nextInt(5) < 4 ? i / period * hot + random.nextInt(hot) : -1 - random.nextInt(50_000));
        return trace;
    }

    /**
     * Nine calls of ten go to one of the keys used last, near ones rather than far ones, the others to a new key: how
     * often a key was used tells nothing, so nobody who does not know the future does better than by recency.
     *
     * @param back how many keys used last
     */
    static int[] recent(long seed, int back) {
        Random random = new Random(seed);
        int[] trace = new int[CALLS];
        int[] stack = new int[back];
        Arrays.setAll(stack, i -> -1 - i);
        for (int i = 0; i < CALLS; i++) {
            int depth = (int) (random.nextDouble() * random.nextDouble() * back);
            boolean fresh = random.nextInt(10) == 0;
            trace[i] = fresh ? i : stack[depth];
            System.arraycopy(stack, 0, stack, 1, fresh ? back - 1 : depth);
            stack[0] = trace[i];
        }
        return trace;
    }

    /** Returns the hits to be had by whoever knows the future (Belady, 1966), and need not keep what comes in. */
    static int belady(int[] trace, int capacity) {
        int[] next = nextUses(trace);
        TreeMap<Long, Integer> kept = new TreeMap<>(); // by next use
        int hits = 0;
        for (int i = 0; i < trace.length; i++) {
            hits += kept.remove(order(i, trace[i])) == null ? 0 : 1;
            if (next[i] != NEVER) {
                kept.put(order(next[i], trace[i]), trace[i]);
                if (kept.size() > capacity) {
                    kept.pollLastEntry();
                }
            }
        }
        return hits;
    }

    private static long order(int use, int key) {
        return (long) use << 32 | (key & 0xFFFF_FFFFL);
    }

    private static int[] nextUses(int[] trace) {
        Map<Integer, Integer> seen = new HashMap<>();
        int[] next = new int[trace.length];
        for (int i = trace.length - 1; i >= 0; i--) {
            next[i] = seen.getOrDefault(trace[i], NEVER);
            seen.put(trace[i], i);
        }
        return next;
    }
}
