// SPDX-License-Identifier: Apache-2.0
package dev.memo.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys as people have them lie evenly in a table that goes by the upper bits. */
class SpreadTest {
    private static final int MOST = 100_000;
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP");

    /** Sums of the parts of the key with a number. */
    private static Stream<Arguments> patterns() {
        return Stream.of(
                pattern("numbers in a row", i -> i),
                pattern("negative ones", i -> -i),
                pattern("in steps of 10", i -> i * 10),
                pattern("in steps of 64", i -> i * 64),
                pattern("in steps of 4096", i -> i * 4096),
                pattern("in steps of a prime", i -> i * 1_000_003),
                pattern("upper halves", i -> i << 32),
                pattern("packed coordinates", SpreadTest::packed),
                pattern("days in milliseconds", i -> 1_700_000_000_000L + i * 86_400_000),
                pattern("times and sequences", i -> ((1_700_000_000_000L + i * 37) << 22) | (i & 7)),
                pattern("decimals", i -> Double.hashCode(i / 4.0)),
                pattern("coordinates", i -> Parts.sum(i / 100, i % 100)),
                pattern("narrow coordinates", i -> Parts.sum(i / 10, i % 10)),
                pattern("coordinates in steps of 16", i -> Parts.sum(i / 64 * 16, i % 64 * 16)),
                pattern("coordinates in steps of 256", i -> Parts.sum(i % 256 * 256, i / 256 * 256)),
                pattern(
                        "numbers and currencies",
                        i -> Parts.sum(i / 3, CURRENCIES.get((int) (i % 3)).hashCode())),
                pattern("numbers of one receiver", i -> Parts.sum(0x3F2A1B, i)));
    }

    private static Arguments pattern(String name, LongUnaryOperator sum) {
        return Arguments.of(Named.of(name, sum));
    }

    private static long packed(long i) {
        return (i / 100) << 32 | (i % 100);
    }

    /** How many entries a lookup meets on average, at up to three quarters of the buckets. */
    private static double steps(int keys, LongUnaryOperator sum) {
        int length = 16;
        while (keys > length - length / 4) {
            length *= 2;
        }
        int shift = Integer.numberOfLeadingZeros(length) + 1;
        int[] found = new int[length];
        long steps = IntStream.range(0, keys)
                .map(i -> Parts.upper(Parts.spread(sum.applyAsLong(i))) >>> shift)
                .mapToLong(bucket -> ++found[bucket])
                .sum();
        return (double) steps / keys;
    }

    @Test
    void whatIsSpreadIsToldAgain() {
        for (int bit = 0; bit < Long.SIZE; bit++) {
            for (long number : new long[] {1L << bit, -1L << bit, ~(1L << bit), 0x5DEECE66DL << bit}) {
                assertThat(Parts.unspread(Parts.spread(number))).isEqualTo(number);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void aLookupMeetsFewOtherKeys(LongUnaryOperator sum) {
        for (int keys : new int[] {700, 1_000, 10_000, MOST}) {
            assertThat(steps(keys, sum)).as(keys + " keys").isLessThan(1.9);
        }
    }

    @Test
    void aSumThatFoldsItsPartsWouldNotDo() {
        assertThat(steps(MOST, i -> Long.hashCode(packed(i)))).isGreaterThan(10);
        assertThat(steps(MOST, i -> 31 * (i / 100) + i % 100)).isGreaterThan(2);
    }
}
