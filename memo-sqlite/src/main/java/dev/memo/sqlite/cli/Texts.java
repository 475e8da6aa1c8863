// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite.cli;

import dev.memo.sqlite.RegionSummary;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. Stateless. */
final class Texts {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Texts() {}

    /** Returns a table of regions, its head first. */
    static List<String> table(List<RegionSummary> regions, long now) {
        List<String> lines = new ArrayList<>();
        lines.add(row("METHOD", "VALUES", "ENDED", "BYTES", "HITS", "OLDEST", "NEWEST", "USED", "FINGERPRINTS"));
        for (RegionSummary region : regions) {
            lines.add(row(
                    region.name(),
                    region.entries(),
                    region.ended(),
                    bytes(region.bytes()),
                    region.hits(),
                    age(region.oldestMicros(), now),
                    age(region.newestMicros(), now),
                    age(region.usedMicros(), now),
                    String.join(", ", region.fingerprints())));
        }
        return lines;
    }

    /** Returns how many values have ended. */
    static long ended(List<RegionSummary> regions) {
        return regions.stream().mapToLong(RegionSummary::ended).sum();
    }

    /** Returns a number of bytes in the unit that suits it. */
    static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (Math.abs(amount) >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " " + UNITS[0] : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }

    /** Returns how long ago something was, in its greatest unit. */
    static String age(long micros, long now) {
        if (micros == 0) {
            return "-";
        }
        Duration age = Duration.of(Math.max(0, now - micros), ChronoUnit.MICROS);
        if (age.toDays() > 0) {
            return age.toDays() + "d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + "h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + "m" : age.toSeconds() + "s";
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-50s %10s %8s %10s %10s %8s %8s %8s  %s", cells)
                .stripTrailing();
    }
}
