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
                orForever("keep"),
                retry(),
                settings.duration("refresh"),
                settings.says("early") ? settings.value("early", 0.0, FreshnessReader::share) : 0,
                new Patience(settings.duration("soft"), settings.duration("hard")),
                new Lives(
                        settings.text("ttlFrom"),
                        orForever("nullTtl"),
                        orForever("emptyTtl"),
                        settings.says("failures")
                                ? settings.value("failures", List.of(), FreshnessReader::classes)
                                : List.of(),
                        settings.duration("failureTtl")));
    }

    private long orForever(String setting) {
        long nanos = settings.durationOrNever(setting);
        return nanos == Durations.NEVER ? FOREVER : nanos;
    }

    private long retry() {
        long nanos = settings.duration("retry");
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
