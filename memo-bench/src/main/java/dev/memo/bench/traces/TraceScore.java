// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.traces;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * How near to the optimum each cache comes on single traces, with room for 2, 5, 10 and 20% of the distinct keys.
 * Confined to one thread.
 */
final class TraceScore {
    private static final double[] SHARES = {0.02, 0.05, 0.10, 0.20};
    private static final String ADAPTIVE = "Memo, adaptive";
    private static final String LRU = "Memo, lru";

    private final Map<String, IntFunction<BoundedCache>> caches = new LinkedHashMap<>();
    private final Map<String, Double> total = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private double worst = 1;
    private String where = "";

    TraceScore() {
        caches.put(LRU, capacity -> BoundedCache.memo("lru", capacity));
        caches.put("Caffeine", BoundedCache::caffeine);
        caches.put("cache2k", BoundedCache::cache2k);
        caches.put(ADAPTIVE, capacity -> BoundedCache.memo("adaptive", capacity));
    }

    /** Returns a table of the traces. */
    String table(Path folder, List<String> traces) throws IOException {
        text.append("| trace | ").append(String.join(" | ", caches.keySet())).append(" |\n|---|");
        text.append("---|".repeat(caches.size())).append('\n');
        for (String name : traces) {
            row(name, score(KeyTrace.read(folder, name)), 1.0 / traces.size());
        }
        row("**mean**", total, 0);
        text.append(
                format("%nAdaptive against `lru`, at its worst over traces and sizes: %+.4f (%s).%n", worst, where));
        return text.toString();
    }

    /** Judges the table. */
    void judge(Verdicts verdicts) {
        Map<String, Double> peers = new LinkedHashMap<>(total);
        peers.keySet().removeAll(List.of(LRU, ADAPTIVE));
        verdicts.share(total.getOrDefault(ADAPTIVE, 0.0), peers, worst);
    }

    private Map<String, Double> score(KeyTrace trace) {
        Map<String, Double> mean = new LinkedHashMap<>();
        for (double share : SHARES) {
            int capacity = Math.max(1, (int) (trace.distinct * share));
            double optimal = trace.optimalHits(capacity);
            Map<String, Double> ratios = new LinkedHashMap<>();
            caches.forEach((name, cache) -> ratios.put(name, hits(trace, cache.apply(capacity)) / optimal));
            ratios.forEach((name, ratio) -> mean.merge(name, ratio / SHARES.length, Double::sum));
            double lead = ratios.getOrDefault(ADAPTIVE, 0.0) - ratios.getOrDefault(LRU, 0.0);
            if (lead < worst) {
                worst = lead;
                where = trace.name + " with " + capacity;
            }
        }
        return mean;
    }

    private static long hits(KeyTrace trace, BoundedCache cache) {
        long hits = 0;
        for (int i = 0; i < trace.length(); i++) {
            hits += cache.ask(trace.key(i)) ? 1 : 0;
        }
        return hits;
    }

    private void row(String name, Map<String, Double> ratios, double share) {
        text.append("| ").append(name);
        ratios.forEach((cache, ratio) -> text.append(format(" | %.4f", ratio)));
        text.append(" |\n");
        if (share > 0) {
            ratios.forEach((cache, ratio) -> total.merge(cache, ratio * share, Double::sum));
        }
        System.out.println("  " + name + " " + ratios);
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
