// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.URI;
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
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The classes of the JDK whose instances never change, or only as far as their elements do. Immutable. */
final class ImmutableJdk {
    private static final Set<Class<?>> VALUES = Set.of(
            String.class,
            Boolean.class,
            Byte.class,
            Character.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            Void.class,
            Class.class,
            BigDecimal.class,
            BigInteger.class,
            MathContext.class,
            UUID.class,
            URI.class,
            Locale.class,
            Currency.class,
            Pattern.class,
            OptionalDouble.class,
            OptionalInt.class,
            OptionalLong.class,
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
            ZoneOffset.class,
            ZonedDateTime.class);

    private ImmutableJdk() {}

    /** Whether instances of this very class never change. */
    static boolean isValue(Class<?> type) {
        return VALUES.contains(type) || (ZoneId.class.isAssignableFrom(type) && Jdk.owns(type));
    }

    /** Whether instances of this very class change only if an element does. */
    static boolean isContainer(Class<?> type) {
        return Containers.ALL.contains(type);
    }

    /** Asked for only once there is a value that is no number or text. */
    private static final class Containers {
        static final Set<Class<?>> ALL = new HashSet<>();

        static {
            for (Object sample : List.of(
                    List.of(),
                    List.of(1),
                    List.of(1, 2, 3),
                    List.of(1, 2, 3).subList(0, 2),
                    Stream.of(1, 2, 3).toList(),
                    Set.of(),
                    Set.of(1),
                    Set.of(1, 2, 3),
                    Map.of(),
                    Map.of(1, 1),
                    Map.of(1, 1, 2, 2),
                    Map.entry(1, 1),
                    Optional.empty(),
                    Collections.emptyList(),
                    Collections.emptySet(),
                    Collections.emptyMap(),
                    Collections.emptyNavigableSet(),
                    Collections.emptyNavigableMap(),
                    Collections.singletonList(1),
                    Collections.singleton(1),
                    Collections.singletonMap(1, 1))) {
                ALL.add(sample.getClass());
            }
        }
    }
}
