// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.JapaneseDate;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.stream.Stream;

/** Times of the JDK that methods return. Stateless. */
@SuppressWarnings("JavaUtilDate") // users return them
final class TimeSamples {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDateTime SET_BACK = LocalDateTime.of(2026, 10, 25, 2, 30, 0, 5);

    private TimeSamples() {}

    static Stream<Sample> all() {
        return Stream.concat(modern(), old());
    }

    private static Stream<Sample> modern() {
        return Stream.of(
                Sample.of("Instant", Instant.ofEpochSecond(-5, 7)),
                Sample.of("Instant.MIN", Instant.MIN),
                Sample.of("Duration", Duration.ofNanos(-1)),
                Sample.of("LocalDate", LocalDate.of(-44, 3, 15)),
                Sample.of("LocalTime", LocalTime.of(23, 59, 59, 999_999_999)),
                Sample.of("LocalDateTime", LocalDateTime.MAX),
                Sample.of("OffsetTime", OffsetTime.of(LocalTime.NOON, ZoneOffset.ofTotalSeconds(-3601))),
                Sample.of("OffsetDateTime", OffsetDateTime.MIN),
                Sample.of("ZonedDateTime", ZonedDateTime.of(LocalDateTime.of(2026, 1, 1, 0, 0), BERLIN)),
                Sample.of("ZonedDateTime before the clocks go back", overlap("+02:00")),
                Sample.of("ZonedDateTime after the clocks went back", overlap("+01:00")),
                Sample.of("ZonedDateTime at an offset", ZonedDateTime.of(SET_BACK, ZoneOffset.ofHours(9))),
                Sample.of("Year", Year.of(-1)),
                Sample.of("YearMonth", YearMonth.of(2026, 11)),
                Sample.of("MonthDay", MonthDay.of(2, 29)),
                Sample.of("Period", Period.of(1, -2, 3)),
                Sample.of("ZoneId", BERLIN),
                Sample.of("ZoneId with a prefix", ZoneId.of("UTC+02:00")),
                Sample.of("ZoneOffset", ZoneOffset.ofTotalSeconds(1)),
                Sample.of("DayOfWeek", DayOfWeek.FRIDAY),
                Sample.of("Month", Month.MAY),
                Sample.of("JapaneseDate", JapaneseDate.of(2026, 5, 1)));
    }

    private static Stream<Sample> old() {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
        calendar.setTimeInMillis(12345);
        calendar.setMinimalDaysInFirstWeek(4);
        return Stream.of(
                Sample.of("Date", new Date(-1)),
                Sample.of("GregorianCalendar", calendar),
                Sample.of(
                        "Calendar of another kind",
                        new Calendar.Builder()
                                .setCalendarType("buddhist")
                                .setInstant(99)
                                .build()),
                Sample.of("TimeZone", TimeZone.getTimeZone("America/New_York")),
                Sample.of("SimpleTimeZone", new SimpleTimeZone(1_800_000, "Memo/Land")));
    }

    private static ZonedDateTime overlap(String offset) {
        return ZonedDateTime.ofLocal(SET_BACK, BERLIN, ZoneOffset.of(offset));
    }
}
