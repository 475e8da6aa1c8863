// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.traces;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memo.CacheSettings;
import dev.memo.Memo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which share of the load time is saved on mixed traces, with room for 5 and 10% of the bytes: one runtime of Memo with
 * a cache per method, and one Caffeine with the same bytes as weights. Confined to one thread.
 */
final class MixScore {
    private static final double[] SHARES = {0.05, 0.10};

    private final StringBuilder text = new StringBuilder();
    private final Verdicts verdicts;

    /** Judges by the way. */
    MixScore(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    /** Returns a table of so many mixes. */
    String table(Path folder, int mixes) throws IOException {
        text.append("| bytes | mix | methods | savable | Caffeine | Memo | ratio |\n|---|---|---|---|---|---|---|\n");
        for (double share : SHARES) {
            List<Double> ratios = new ArrayList<>();
            double memos = 0;
            double peers = 0;
            for (int seed = 0; seed < mixes; seed++) {
                MixedTrace mix = new MixedTrace(seed, folder);
                long budget = (long) (mix.totalBytes() * share);
                double all = 0;
                for (int i = 0; i < mix.key.length; i++) {
                    all += mix.nanos(mix.method[i], mix.key[i]);
                }
                double peer = caffeine(mix, budget) / all;
                double memo = memo(mix, budget) / all;
                row(share, seed + " | " + mix.names(), saved(mix, key -> true) / all, peer, memo);
                ratios.add(memo / peer);
                memos += memo;
                peers += peer;
            }
            summary(share, ratios, memos / peers);
        }
        return text.toString();
    }

    private void row(double share, String mix, double savable, double peer, double memo) {
        String row = TraceScore.format(
                "| %.0f%% | %s | %.3f | %.4f | %.4f | %.3f |%n", share * 100, mix, savable, peer, memo, memo / peer);
        text.append(row);
        System.out.print("  " + row);
    }

    private void summary(double share, List<Double> ratios, double ofMeans) {
        List<Double> sorted = ratios.stream().sorted().toList();
        double mean = ratios.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double median = sorted.get(sorted.size() / 2);
        verdicts.saved(share, mean, ofMeans, median);
        text.append(TraceScore.format(
                "| %.0f%% | all | mean of ratios %.3f, ratio of means %.3f, median %.3f, worst %.3f | | | | |%n",
                share * 100, mean, ofMeans, median, sorted.get(0)));
    }

    private static double memo(MixedTrace mix, long budget) {
        long[] now = new long[1];
        Memo memo = Memo.builder().maxBytes(budget).ticker(() -> now[0]).build();
        List<dev.memo.Cache<Integer, Boolean>> caches = new ArrayList<>();
        for (int m = 0; m < mix.methods.size(); m++) {
            int number = m;
            CacheSettings<Integer, Boolean> settings =
                    CacheSettings.<Integer, Boolean>of().weigher((key, value) -> mix.bytes(number, key));
            caches.add(memo.cache("method " + m, settings));
        }
        double saved = 0;
        for (int i = 0; i < mix.key.length; i++) {
            int m = mix.method[i];
            boolean[] loaded = new boolean[1];
            caches.get(m).get(mix.key[i], key -> {
                now[0] += mix.measured(m, key);
                loaded[0] = true;
                return true;
            });
            saved += loaded[0] ? 0 : mix.nanos(m, mix.key[i]);
        }
        return saved;
    }

    private static double caffeine(MixedTrace mix, long budget) {
        Cache<Long, Boolean> cache = Caffeine.newBuilder()
                .maximumWeight(budget)
                .executor(Runnable::run)
                .weigher((Long key, Boolean value) -> mix.bytes((int) (key >> 32), key.intValue()))
                .build();
        return saved(mix, key -> {
            boolean hit = cache.getIfPresent(key) != null;
            if (!hit) {
                cache.put(key, true);
            }
            cache.cleanUp();
            return hit;
        });
    }

    /** Sums up the load times of all calls but the first of each key for which the cache has an answer. */
    private static double saved(MixedTrace mix, Answers cache) {
        boolean[][] seen = new boolean[mix.methods.size()][];
        for (int m = 0; m < seen.length; m++) {
            seen[m] = new boolean[mix.methods.get(m).distinct];
        }
        double saved = 0;
        for (int i = 0; i < mix.key.length; i++) {
            int m = mix.method[i];
            int k = mix.key[i];
            boolean hit = cache.has((long) m << 32 | k);
            saved += hit && seen[m][k] ? mix.nanos(m, k) : 0;
            seen[m][k] = true;
        }
        return saved;
    }

    /** A cache of keys with their methods. Confined to one thread. */
    @FunctionalInterface
    private interface Answers {
        boolean has(long key);
    }
}
