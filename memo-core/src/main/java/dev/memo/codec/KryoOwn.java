// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
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
import java.util.BitSet;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The classes of the JDK that Kryo 5.6.2 itself copies faithfully, as the round-trip test shows.
 *
 * <p>Every Kryo instance registers them, as it does the {@link JdkForms}. Immutable.
 */
final class KryoOwn {
    private static final List<Class<?>> CLASSES = List.of(
            BigDecimal.class,
            BigInteger.class,
            BitSet.class,
            Currency.class,
            Duration.class,
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            LocalTime.class,
            MonthDay.class,
            OffsetDateTime.class,
            OffsetTime.class,
            Optional.class,
            OptionalDouble.class,
            OptionalInt.class,
            OptionalLong.class,
            Period.class,
            StringBuffer.class,
            StringBuilder.class,
            URL.class,
            Year.class,
            YearMonth.class,
            boolean[].class,
            byte[].class,
            char[].class,
            double[].class,
            int[].class,
            long[].class,
            Object[].class,
            String[].class);

    private KryoOwn() {}

    static void forEach(Consumer<Class<?>> action) {
        CLASSES.forEach(action);
    }

    /** Whether Kryo's own choice for this class is right. */
    static boolean covers(Class<?> type) {
        return CLASSES.contains(type) || Charset.class.isAssignableFrom(type) || ZoneId.class.isAssignableFrom(type);
    }
}
