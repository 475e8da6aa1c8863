// SPDX-License-Identifier: Apache-2.0
package dev.memo.key;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The single values of the JDK whose equality is known, as bytes. Stateless.
 *
 * <p>Left out, since their equality is of another kind: URLs (a name server's), files and paths (the file system's),
 * patterns, string builders and atomics (identity).
 */
@SuppressWarnings("JavaUtilDate") // users pass it
final class StableScalars {
    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");

    /** Those that are equal exactly if their texts are. */
    private static final Set<Class<?>> BY_TEXT = Set.of(
            BigInteger.class,
            BigDecimal.class,
            MathContext.class,
            UUID.class,
            Currency.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class,
            Duration.class,
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            LocalTime.class,
            MonthDay.class,
            OffsetDateTime.class,
            OffsetTime.class,
            Period.class,
            Year.class,
            YearMonth.class,
            ZonedDateTime.class,
            BitSet.class);

    private static final Set<String> OTHERS = Set.of(
            "java.lang.String",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Boolean",
            "java.lang.Double",
            "java.lang.Float",
            "java.lang.Character",
            "java.lang.Short",
            "java.lang.Byte",
            "java.util.Locale",
            "java.net.URI",
            "java.time.ZoneOffset");

    private StableScalars() {}

    /** Returns whether every value of a final class is written here. */
    static boolean isKnown(String name) {
        return OTHERS.contains(name)
                || (!name.equals(BigDecimal.class.getName())
                        && !name.equals(BigInteger.class.getName())
                        && !name.equals(BitSet.class.getName())
                        && BY_TEXT.stream().anyMatch(type -> type.getName().equals(name)));
    }

    /** Writes the value, or returns false if it is of none of these types. */
    static boolean write(Object value, StableBytes out) {
        if (value instanceof String text) {
            out.tag(StableBytes.STRING);
            out.text(text);
            return true;
        }
        return writeNumber(value, out) || writeNamed(value, out);
    }

    private static boolean writeNumber(Object value, StableBytes out) {
        if (value instanceof Integer number) {
            return write(out, StableBytes.INTEGER, number, Integer.BYTES);
        } else if (value instanceof Long number) {
            return write(out, StableBytes.LONG, number, Long.BYTES);
        } else if (value instanceof Boolean truth) {
            return write(out, StableBytes.BOOLEAN, truth ? 1 : 0, 1);
        } else if (value instanceof Double number) {
            return write(out, StableBytes.DOUBLE, Double.doubleToLongBits(number), Long.BYTES);
        } else if (value instanceof Float number) {
            return write(out, StableBytes.FLOAT, Float.floatToIntBits(number), Integer.BYTES);
        } else if (value instanceof Character unit) {
            return write(out, StableBytes.CHARACTER, unit, Character.BYTES);
        } else if (value instanceof Short number) {
            return write(out, StableBytes.SHORT, number, Short.BYTES);
        }
        return value instanceof Byte number && write(out, StableBytes.BYTE, number, Byte.BYTES);
    }

    private static boolean write(StableBytes out, int tag, long bits, int size) {
        out.tag(tag);
        out.number(bits, size);
        return true;
    }

    private static boolean writeNamed(Object value, StableBytes out) {
        String family = value.getClass().getName();
        String text = null;
        if (BY_TEXT.contains(value.getClass())) {
            text = value.toString();
        } else if (value.getClass() == Date.class) {
            text = Long.toString(((Date) value).getTime());
        } else if (value instanceof Locale locale) {
            text = textOf(locale);
        } else if (value instanceof URI uri) {
            text = textOf(uri);
        } else if (value instanceof ZoneId zone && value.getClass().getClassLoader() == null) {
            family = ZoneId.class.getName();
            text = zone.getId();
        } else if (value instanceof Charset charset && value.getClass().getClassLoader() == null) {
            family = Charset.class.getName();
            text = charset.name();
        }
        return text != null && writeText(family, text, out);
    }

    private static boolean writeText(String family, String text, StableBytes out) {
        out.tag(StableBytes.NAMED);
        out.text(family);
        out.text(text);
        return true;
    }

    /** All that a locale is compared by: a tag would leave out what is not well-formed. */
    private static String textOf(Locale locale) {
        StringBuilder text = new StringBuilder();
        for (String part :
                new String[] {locale.getLanguage(), locale.getScript(), locale.getCountry(), locale.getVariant()}) {
            text.append(part.length()).append(':').append(part);
        }
        locale.getExtensionKeys().stream()
                .sorted()
                .forEach(key -> text.append(key)
                        .append('=')
                        .append(locale.getExtension(key))
                        .append(';'));
        return text.toString();
    }

    /** URIs are equal whatever the case of scheme, host and escapes. */
    private static String textOf(URI uri) {
        StringBuilder text = new StringBuilder();
        append(text, lower(uri.getScheme()));
        append(text, uri.getRawFragment());
        if (uri.isOpaque()) {
            append(text, uri.getRawSchemeSpecificPart());
            return text.toString();
        }
        append(text, uri.getRawPath());
        append(text, uri.getRawQuery());
        if (uri.getHost() == null) {
            append(text, uri.getRawAuthority());
        } else {
            append(text, uri.getRawUserInfo());
            append(text, lower(uri.getHost()));
            append(text, Integer.toString(uri.getPort()));
        }
        return text.toString();
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private static void append(StringBuilder text, @Nullable String part) {
        if (part == null) {
            text.append("-;");
            return;
        }
        String same = ESCAPE.matcher(part)
                .replaceAll(found -> Matcher.quoteReplacement(found.group().toUpperCase(Locale.ROOT)));
        text.append(same.length()).append(':').append(same).append(';');
    }
}
