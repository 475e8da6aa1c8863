// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.region.Freshness;
import dev.memo.region.Freshness.Lives;
import dev.memo.region.Freshness.Patience;
import java.util.List;
import net.bytebuddy.jar.asm.Type;

/** Reads what a declaration says about results that age. Confined to one thread. */
final class FreshnessReader {
    /** 146 years, for which nothing is kept. */
    private static final long FOREVER = Long.MAX_VALUE / 2;

    private final SettingsReader settings;

    FreshnessReader(SettingsReader settings) {
        this.settings = settings;
    }

    Freshness read() {
        return new Freshness(
                settings.value("keep", 0L, FreshnessReader::orForever),
                settings.value("retry", Freshness.RETRY_NANOS, FreshnessReader::retry),
                settings.value("refresh", 0L, FreshnessReader::duration),
                settings.value("early", 0.0, FreshnessReader::share),
                new Patience(
                        settings.value("soft", 0L, FreshnessReader::duration),
                        settings.value("hard", 0L, FreshnessReader::duration)),
                new Lives(
                        settings.value("ttlFrom", "", value -> SettingsReader.as(String.class, value)),
                        settings.value("nullTtl", 0L, FreshnessReader::orForever),
                        settings.value("emptyTtl", 0L, FreshnessReader::orForever),
                        settings.value("failures", List.of(), FreshnessReader::classes),
                        settings.value("failureTtl", 0L, FreshnessReader::duration)));
    }

    private static long orForever(Object value) {
        String text = SettingsReader.as(String.class, value);
        long nanos = text.isEmpty() ? 0 : Durations.parseOrNever(text);
        return nanos == Durations.NEVER ? FOREVER : nanos;
    }

    private static long duration(Object value) {
        String text = SettingsReader.as(String.class, value);
        return text.isEmpty() ? 0 : Durations.parse(text);
    }

    private static long retry(Object value) {
        long nanos = duration(value);
        return nanos == 0 ? Freshness.RETRY_NANOS : nanos;
    }

    private static double share(Object value) {
        double share = SettingsReader.as(Double.class, value);
        if (share >= 0 && share <= 1000) {
            return share;
        }
        throw new ValueException(
                "the number",
                "must be from 0 to 1000, was " + share,
                "Write 1, or more for results that are to be loaded anew earlier; 0 for none.");
    }

    private static List<String> classes(Object value) {
        List<?> types = SettingsReader.as(List.class, value);
        return types.stream()
                .map(each ->
                        SettingsReader.as(Type.class, each).getInternalName().replace('/', '.'))
                .toList();
    }
}
