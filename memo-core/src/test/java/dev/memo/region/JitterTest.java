// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JitterTest {
    private static final long HOUR = 3_600_000_000_000L;

    @Test
    void lifetimesAreSpreadOverTheShareAndNeverLonger() {
        Jitter jitter = new Jitter(0.25, 42);
        var spread =
                LongStream.generate(() -> jitter.shorten(HOUR)).limit(10_000).summaryStatistics();
        assertThat(spread.getMax()).isBetween(HOUR - HOUR / 1_000, HOUR);
        assertThat(spread.getMin()).isBetween(HOUR / 4 * 3, HOUR / 4 * 3 + HOUR / 1_000);
        assertThat((long) spread.getAverage()).isBetween(HOUR / 8 * 7 - HOUR / 200, HOUR / 8 * 7 + HOUR / 200);
    }

    @Test
    void sameSeedGivesTheSameLifetimes() {
        Jitter one = new Jitter(0.5, 42);
        Jitter same = new Jitter(0.5, 42);
        Jitter other = new Jitter(0.5, 43);
        assertThat(LongStream.generate(() -> one.shorten(HOUR)).limit(10).toArray())
                .isEqualTo(
                        LongStream.generate(() -> same.shorten(HOUR)).limit(10).toArray())
                .isNotEqualTo(
                        LongStream.generate(() -> other.shorten(HOUR)).limit(10).toArray());
    }

    @Test
    void withoutAShareNothingIsTakenOff() {
        Jitter none = new Jitter(0, 42);
        assertThat(LongStream.generate(() -> none.shorten(HOUR)).limit(100)).containsOnly(HOUR);
    }

    @Test
    void theWholeShareStillLeavesALifetime() {
        Jitter all = new Jitter(1, 42);
        assertThat(LongStream.generate(() -> all.shorten(1)).limit(1_000)).containsOnly(1L);
        assertThat(LongStream.generate(() -> all.shorten(Long.MAX_VALUE)).limit(1_000))
                .allMatch(nanos -> nanos > 0);
        assertThat(all.shorten(0)).isZero();
    }
}
