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
import java.util.Date;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** The classes of the JDK that Kryo 5.6.2 itself copies faithfully, as the round-trip test shows. Immutable. */
final class KryoOwn {
    private static final Set<Class<?>> CLASSES = Set.of(
            BigDecimal.class,
            BigInteger.class,
            BitSet.class,
            Currency.class,
            Date.class,
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
            YearMonth.class);

    private KryoOwn() {}

    static boolean covers(Class<?> type) {
        return CLASSES.contains(type) || Charset.class.isAssignableFrom(type) || ZoneId.class.isAssignableFrom(type);
    }
}
