// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JitterTest {
    private static final long HOUR = 3_600_000_000_000L;

    @Test
    void lifetimesAreSpreadOverTheShareAndNeverLonger() {
        Jitter jitter = new Jitter(0.25, 42);
        var spread = lives(jitter, HOUR).summaryStatistics();
        assertThat(spread.getMax()).isBetween(HOUR - HOUR / 1_000, HOUR);
        assertThat(spread.getMin()).isBetween(HOUR / 4 * 3, HOUR / 4 * 3 + HOUR / 1_000);
        assertThat((long) spread.getAverage()).isBetween(HOUR / 8 * 7 - HOUR / 200, HOUR / 8 * 7 + HOUR / 200);
    }

    @Test
    void oneKeyAlwaysHasTheSameLifetimeAndAnotherSeedGivesAnother() {
        assertThat(lives(new Jitter(0.5, 42), HOUR).toArray())
                .isEqualTo(lives(new Jitter(0.5, 42), HOUR).toArray())
                .isNotEqualTo(lives(new Jitter(0.5, 43), HOUR).toArray())
                .doesNotHaveDuplicates();
    }

    @Test
    void withoutAShareNothingIsTakenOff() {
        assertThat(lives(new Jitter(0, 42), HOUR)).containsOnly(HOUR);
    }

    @Test
    void theWholeShareStillLeavesALifetime() {
        Jitter all = new Jitter(1, 42);
        assertThat(lives(all, 1)).containsOnly(1L);
        assertThat(lives(all, Long.MAX_VALUE)).allMatch(nanos -> nanos > 0);
        assertThat(all.shorten(0, 7)).isZero();
    }

    /** Lives of keys whose hashes follow one another. */
    private static LongStream lives(Jitter jitter, long nanos) {
        return IntStream.range(-5_000, 5_000).mapToLong(hash -> jitter.shorten(nanos, hash));
    }
}
