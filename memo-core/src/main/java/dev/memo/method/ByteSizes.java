// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads sizes as people write them: {@code 64MB}, {@code 512KiB}, {@code 1000}. Stateless and thread-safe. */
public final class ByteSizes {
    private static final Pattern SIZE = Pattern.compile("(-?)([0-9]+) ?(?:([kmgt])i?)?b?");
    private static final String UNITS = "kmgt";

    private ByteSizes() {}

    /**
     * Returns the bytes of a positive size. KB and KiB are 1024 bytes, MB, GB and TB accordingly; no unit is bytes.
     *
     * @throws ValueException if the text is no size, not positive, or more than a long holds
     */
    public static long parse(String text) {
        Matcher size = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            throw refused("must be a size", text, "Write it like \"64MB\", \"512KB\" or \"1GB\".");
        }
        long bytes = bytes(text, size.group(2), size.group(3));
        if (bytes == 0 || !size.group(1).isEmpty()) {
            throw refused("must be positive", text, "Leave it out to have no limit of its own.");
        }
        return bytes;
    }

    private static long bytes(String text, String digits, @Nullable String unit) {
        int power = unit == null ? 0 : UNITS.indexOf(unit) + 1;
        try {
            return Math.multiplyExact(Long.parseLong(digits), 1L << (10 * power));
        } catch (ArithmeticException | NumberFormatException e) {
            throw refused("is too large", text, "The largest is \"8388607TB\".");
        }
    }

    private static ValueException refused(String what, String text, String remedy) {
        return new ValueException("the value", what + ", was \"" + text + "\"", remedy);
    }
}
