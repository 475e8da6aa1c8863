// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which values of the JDK are shared without a copy. Confined to one thread. */
@Tag("parity-11")
class ImmutabilityTest {
    static Stream<Object> proven() {
        return Stream.of(
                "a",
                true,
                (byte) 1,
                'c',
                (short) 1,
                1,
                1L,
                1f,
                1d,
                RetentionPolicy.CLASS,
                Shapes.Op.PLUS,
                BigDecimal.ONE,
                BigInteger.TWO,
                UUID.randomUUID(),
                URI.create("a"),
                Locale.ROOT,
                Currency.getInstance("EUR"),
                Pattern.compile("a"),
                String.class,
                Instant.EPOCH,
                LocalDate.EPOCH,
                ZoneId.of("Europe/Berlin"),
                ZonedDateTime.now(ZoneId.of("UTC")));
    }

    static Stream<Object> provenByTheirElements() {
        return Stream.of(
                Optional.empty(),
                Optional.of("a"),
                OptionalInt.of(1),
                List.of(),
                List.of("a"),
                List.of(1, "a", List.of(2)),
                List.of(1, 2, 3).subList(1, 2),
                List.copyOf(Arrays.asList(1, 2)),
                Stream.of(1, null, 3).toList(),
                Set.of(),
                Set.of(1),
                Set.of(1, 2, 3),
                Map.of(),
                Map.of("a", List.of(1)),
                Map.of("a", 1, "b", 2),
                Map.entry("a", 1),
                Collections.emptyList(),
                Collections.emptySortedSet(),
                Collections.emptyMap(),
                Collections.singletonList(null),
                Collections.singleton("a"),
                Collections.singletonMap("a", 1));
    }

    static Stream<Object> notProven() {
        return Stream.concat(mutableOnes(), holdersOfMutableOnes(new ArrayList<>()));
    }

    private static Stream<Object> mutableOnes() {
        return Stream.of(
                new Object(),
                new int[0],
                new Object[] {new String[0]}, // JUnit takes the outer array for the arguments
                new LongAdder(),
                new AtomicInteger(),
                new BitSet(),
                TimeZone.getDefault(),
                new RuntimeException(),
                new ArrayList<>(),
                Arrays.asList(1, 2),
                Collections.unmodifiableList(List.of(1)),
                Collections.unmodifiableMap(Map.of()),
                Collections.nCopies(2, "a"),
                new SimpleImmutableEntry<>("a", "b"),
                new BigDecimal("1") {
                    private static final long serialVersionUID = 1L;
                },
                Thread.currentThread());
    }

    private static Stream<Object> holdersOfMutableOnes(List<Object> mutable) {
        return Stream.of(
                List.of(mutable),
                List.of(1, 2, mutable),
                Set.of(mutable),
                Map.of("a", mutable),
                Map.of(mutable, "a"),
                Map.entry("a", mutable),
                Optional.of(mutable),
                List.of(List.of(List.of(mutable))),
                Collections.singletonList(mutable));
    }

    @ParameterizedTest
    @MethodSource({"proven", "provenByTheirElements"})
    void valueThatCannotChangeIsProven(Object value) {
        assertThat(Immutability.proven(value)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("notProven")
    void valueThatMayChangeIsNot(Object value) {
        assertThat(Immutability.proven(value)).isFalse();
    }

    @Test
    void nullIsProven() {
        assertThat(Immutability.proven(null)).isTrue();
    }

    @Test
    void valueNestedTooDeepIsNotProven() {
        Object value = "a";
        for (int i = 0; i < 100; i++) {
            value = List.of(value);
        }

        assertThat(Immutability.proven(value)).isFalse();
    }

    @Test
    void sharedElementsAreNotLookedIntoForEver() {
        Object value = "a";
        for (int i = 0; i < 31; i++) {
            value = List.of(value, value);
        }

        assertThat(Immutability.proven(value)).isFalse();
    }

    @Test
    void longListOfStringsIsProven() {
        List<String> strings = List.of("a".repeat(100_000).split(""));

        assertThat(Immutability.proven(strings)).isTrue();
    }
}
