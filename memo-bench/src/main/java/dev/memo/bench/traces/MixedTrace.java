// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.traces;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Calls of several methods at once, made from single traces, with load times and sizes.
 *
 * <p>A mix takes 3 to 5 different traces; each is one method. Before each call, the method is drawn in proportion to the
 * calls that are left of each, so that all end together and none runs in step with another. The mean load times of the
 * methods spread evenly in logarithm over 1:1000, the dearest and the cheapest always differ by that much, and their mean
 * sizes over 1:100, in an order of their own. Within a method each key has its own true load time and size, lognormal
 * with a sigma of 0.5 about the mean. What is measured of a load time is the true one times 0.7 to 1.3, and once in 100
 * loads ten times that. Everything follows from the seed. Confined to one thread.
 */
final class MixedTrace {
    private static final int LONGEST = 300_000;
    private static final double SIGMA = 0.5;
    private static final double TIMES = 1_000;
    private static final double SIZES = 100;

    final List<KeyTrace> methods = new ArrayList<>();
    final int[] method;
    final int[] key;
    private final double[][] nanos;
    private final int[][] bytes;
    private final Random noise;

    MixedTrace(int seed, Path folder) throws IOException {
        Random random = new Random(seed * 7919L + 1);
        noise = new Random(seed);
        List<String> names = new ArrayList<>(KeyTrace.SHARED);
        Collections.shuffle(names, random);
        for (String name : names.subList(0, 3 + random.nextInt(3))) {
            methods.add(KeyTrace.read(folder, name).first(LONGEST));
        }
        int calls = methods.stream().mapToInt(KeyTrace::length).sum();
        method = new int[calls];
        key = new int[calls];
        interleave(random);
        List<Integer> timeRanks = ranks(random);
        List<Integer> sizeRanks = ranks(random);
        nanos = new double[methods.size()][];
        bytes = new int[methods.size()][];
        for (int m = 0; m < methods.size(); m++) {
            double time = 10_000 * Math.pow(TIMES, timeRanks.get(m) / (methods.size() - 1.0));
            double size = 100 * Math.pow(SIZES, sizeRanks.get(m) / (methods.size() - 1.0));
            int keys = methods.get(m).distinct;
            nanos[m] = IntStream.range(0, keys)
                    .mapToDouble(k -> time * spread(random))
                    .toArray();
            bytes[m] = IntStream.range(0, keys)
                    .map(k -> (int) Math.max(1, size * spread(random)))
                    .toArray();
        }
    }

    /** Returns what a load of this key really takes. */
    double nanos(int m, int k) {
        return nanos[m][k];
    }

    /** Returns what a clock makes of it, another time each time. */
    long measured(int m, int k) {
        double time = nanos[m][k] * (0.7 + 0.6 * noise.nextDouble());
        return (long) (noise.nextInt(100) == 0 ? time * 10 : time);
    }

    int bytes(int m, int k) {
        return bytes[m][k];
    }

    /** Returns what all keys of all methods take together. */
    long totalBytes() {
        return Arrays.stream(bytes).flatMapToInt(Arrays::stream).asLongStream().sum();
    }

    String names() {
        return String.join(", ", methods.stream().map(trace -> trace.name).toList());
    }

    private static double spread(Random random) {
        return Math.exp(SIGMA * random.nextGaussian());
    }

    private List<Integer> ranks(Random random) {
        List<Integer> ranks =
                new ArrayList<>(IntStream.range(0, methods.size()).boxed().toList());
        Collections.shuffle(ranks, random);
        return ranks;
    }

    private void interleave(Random random) {
        int[] at = new int[methods.size()];
        for (int i = 0; i < method.length; i++) {
            int draw = random.nextInt(method.length - i);
            int m = 0;
            while (draw >= methods.get(m).length() - at[m]) {
                draw -= methods.get(m).length() - at[m];
                m++;
            }
            method[i] = m;
            key[i] = methods.get(m).key(at[m]++);
        }
    }
}
