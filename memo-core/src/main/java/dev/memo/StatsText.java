// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.spi.Stats;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;

/** Statistics in the text format of Prometheus. Stateless and thread-safe. */
final class StatsText {
    private static final int NANO_DIGITS = 9;

    private static final List<Family> FAMILIES = List.of(
            count("hits", "Lookups answered by a kept result", Stats::hits),
            count("misses", "Lookups that found no result", Stats::misses),
            count("loads", "Runs of the original on behalf of Memo", Stats::loads),
            count("load_failures", "Loads that ended with an exception", Stats::loadFailures),
            seconds("load_seconds_total", "counter", "Time spent in loads", Stats::loadNanos),
            count("waits", "Misses that waited for the load of another caller", Stats::waits),
            seconds("wait_seconds_total", "counter", "Time spent waiting", Stats::waitNanos),
            count("puts", "Results kept", Stats::puts),
            count("evictions", "Results dropped to stay within a limit", Stats::evictions),
            count("expirations", "Results dropped at the end of their life", Stats::expirations),
            count("invalidations", "Results dropped because someone said so", Stats::invalidations),
            count("rejections", "Results too large to be kept", Stats::rejections),
            count("codec_failures", "Results or keys that could not be encoded or decoded", Stats::codecFailures),
            count("bypasses", "Calls that went through without Memo", Stats::bypasses),
            count("stale_serves", "Calls answered by a result older than its ttl", Stats::staleServes),
            count("refreshes", "Loads in the background of results that were served meanwhile", Stats::refreshes),
            count("refresh_failures", "Refreshes that ended with an exception", Stats::refreshFailures),
            count("refresh_drops", "Refreshes that were not begun, as too many others were", Stats::refreshDrops),
            count("store_hits", "Lookups answered by a result that a store had", Stats::storeHits),
            count("store_misses", "Lookups for which a store had nothing to serve", Stats::storeMisses),
            count("store_writes", "Results given to a store", Stats::storeWrites),
            count("store_discards", "Stored results not served: changed since, or damaged", Stats::storeDiscards),
            gauge("entries", "Results kept now", Stats::entries),
            gauge("peak_entries", "The most results kept at one time", Stats::peakEntries),
            gauge("bytes", "What the results take of the limits in bytes", Stats::bytes),
            seconds("time_saved_seconds", "gauge", "Hits times the mean load time", Stats::timeSavedNanos));

    private StatsText() {}

    static String of(List<MemoizedMethodHandle> methods, List<Cache<?, ?>> caches) {
        Map<String, Stats> byLabel = new LinkedHashMap<>();
        methods.forEach(each -> byLabel.merge(label("method", each.name()), each.stats(), Stats::plus));
        caches.forEach(each -> byLabel.merge(label("cache", each.name()), each.stats(), Stats::plus));
        StringBuilder text = new StringBuilder();
        FAMILIES.forEach(family -> family.write(text, byLabel));
        return text.toString();
    }

    /** Writes another file beside it first, with the rights that new files have there. */
    static void write(String text, Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static String label(String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return "{" + name + "=\"" + escaped + "\"} ";
    }

    private static Family count(String name, String help, ToLongFunction<Stats> figure) {
        return new Family(name + "_total", "counter", help, 0, figure);
    }

    private static Family gauge(String name, String help, ToLongFunction<Stats> figure) {
        return new Family(name, "gauge", help, 0, figure);
    }

    private static Family seconds(String name, String type, String help, ToLongFunction<Stats> nanos) {
        return new Family(name, type, help, NANO_DIGITS, nanos);
    }

    /**
     * One figure of all methods and caches. Immutable.
     *
     * @param digits how many of the figure's digits are behind the point
     */
    private record Family(String name, String type, String help, int digits, ToLongFunction<Stats> figure) {
        void write(StringBuilder text, Map<String, Stats> byLabel) {
            String full = "memo_" + name;
            text.append("# HELP ").append(full).append(' ').append(help).append(".\n");
            text.append("# TYPE ").append(full).append(' ').append(type).append('\n');
            byLabel.forEach((label, stats) -> text.append(full)
                    .append(label)
                    .append(plain(figure.applyAsLong(stats)))
                    .append('\n'));
        }

        private String plain(long number) {
            BigDecimal decimal = BigDecimal.valueOf(number, digits);
            return (digits == 0 ? decimal : decimal.stripTrailingZeros()).toPlainString();
        }
    }
}
