// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads durations as people write them: {@code 250ms}, {@code 1h30m}, {@code PT10M}. Stateless and thread-safe. */
public final class Durations {
    /** What {@link #parseOrNever} returns for {@code never}. */
    public static final long NEVER = -1;

    private static final Map<String, Long> NANOS = Map.of(
            "d", 86_400_000_000_000L,
            "h", 3_600_000_000_000L,
            "m", 60_000_000_000L,
            "s", 1_000_000_000L,
            "ms", 1_000_000L,
            "us", 1_000L,
            "ns", 1L);
    private static final Pattern PART = Pattern.compile("([0-9]+)(d|h|ms|m|s|us|ns)");
    private static final Pattern ISO_SHAPE = Pattern.compile("[+-]?p[-+0-9dthms.,]+");

    private Durations() {}

    /**
     * Returns the nanoseconds of a positive duration, exactly.
     *
     * @throws ValueException if the text is no duration, not positive, or longer than 292 years
     */
    public static long parse(String text) {
        return new Reading(text, false).positive();
    }

    /**
     * Returns the nanoseconds of a positive duration, exactly, or {@link #NEVER} for {@code never}.
     *
     * @throws ValueException if the text is neither, not positive, or longer than 292 years
     */
    public static long parseOrNever(String text) {
        return text.strip().equals("never") ? NEVER : new Reading(text, true).positive();
    }

    /** One text being read. Immutable. */
    private record Reading(String text, boolean orNever) {

        long positive() {
            try {
                long nanos = signed(text.strip());
                if (nanos <= 0) {
                    String never = orNever ? ", or write \"never\"." : ".";
                    throw refused("must be positive", "Leave it out to use the default" + never);
                }
                return nanos;
            } catch (ArithmeticException e) {
                throw refused("is too long", "The longest is \"106751d\", 292 years.");
            }
        }

        private long signed(String stripped) {
            if (ISO_SHAPE.matcher(stripped.toLowerCase(Locale.ROOT)).matches()) {
                return iso(stripped);
            }
            return stripped.startsWith("-") ? -parts(stripped.substring(1)) : parts(stripped);
        }

        private long iso(String stripped) {
            try {
                return Duration.parse(stripped).toNanos();
            } catch (DateTimeParseException e) {
                if (e.getCause() instanceof ArithmeticException overflow) {
                    throw overflow;
                }
                throw unreadable();
            }
        }

        /** Sums parts whose units get smaller, so that none comes twice. */
        private long parts(String unsigned) {
            Matcher part = PART.matcher(unsigned);
            long nanos = 0;
            long lastUnit = Long.MAX_VALUE;
            int at = 0;
            while (part.region(at, unsigned.length()).lookingAt()) {
                long unit = unit(part.group(2), lastUnit);
                nanos = Math.addExact(nanos, Math.multiplyExact(count(part.group(1)), unit));
                lastUnit = unit;
                at = part.end();
            }
            if (at == 0 || at < unsigned.length()) {
                throw unreadable();
            }
            return nanos;
        }

        private long unit(String name, long lastUnit) {
            @Nullable Long unit = NANOS.get(name);
            if (unit == null || unit >= lastUnit) {
                throw unreadable();
            }
            return unit;
        }

        private static long count(String digits) {
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException e) {
                throw new ArithmeticException("more than a long holds");
            }
        }

        private ValueException unreadable() {
            if (text.strip().matches("[0-9]+")) {
                String digits = text.strip();
                return refused(
                        "has no unit", "Write \"" + digits + "s\" for seconds, \"" + digits + "ms\" for milliseconds.");
            }
            String never = orNever ? ", \"PT10M\" or \"never\"." : " or \"PT10M\".";
            return refused("must be a duration", "Write it like \"250ms\", \"10m\", \"1h30m\"" + never);
        }

        private ValueException refused(String what, String remedy) {
            return new ValueException("the value", what + ", was \"" + text + "\"", remedy);
        }
    }
}
