// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.spi.Stats;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Methods that gain nothing: how they are found, said, bypassed and taken back. */
@Timeout(120)
class GovernorTest {
    private static final int JUDGED = 30_000;
    private static final int FIRST_BYPASS = 1 << 17;
    private static final int FAR = 1 << 28;

    private final Messages messages = new Messages(Governed.NAME);

    @AfterEach
    void stopListening() {
        messages.close();
    }

    @Test
    void methodThatIsNeverAskedAgainIsSaidOnceAndStaysMemoized() {
        Governed method = Governed.reporting();
        method.bodyNanos = 5_000;
        method.callFrom(0, 200_000);
        assertThat(withoutBytes())
                .containsExactly("Prices.price: its results are hardly ever asked for again, found 0 hits in its last"
                        + " 10,048 calls (0.0%), 5,000 ns a load, 20 ns a hit and N bytes held. Leave out the"
                        + " arguments that differ on every call (@KeyIgnore), give their classes equals and hashCode,"
                        + " or remove @Cached. Until then, governor = BYPASS lets calls go through without Memo.");
        Stats stats = method.region.stats();
        assertThat(stats.bypasses()).isZero();
        assertThat(stats.entries()).isEqualTo(200_000);
    }

    @Test
    void methodThatIsNeverAskedAgainIsBypassedAndForgotten() {
        Governed method = Governed.bypassing();
        method.callFrom(0, 100_000);
        Stats stats = method.region.stats();
        assertThat(messages.all())
                .singleElement()
                .asString()
                .endsWith("Calls go through without Memo from now on;" + " now and then it is tried again.");
        assertThat(stats.entries()).isZero();
        assertThat(stats.bytes()).isZero();
        assertThat(stats.misses()).isBetween(20_000L, 20_200L);
        assertThat(stats.misses() + stats.bypasses()).isEqualTo(100_000);
        assertThat(stats.loads()).isEqualTo(stats.misses());
        assertThat(method.runs).isEqualTo(100_000);
    }

    @Test
    void methodWhoseHitsCostAsMuchAsItsBodyIsSaidOnce() {
        Governed method = Governed.reporting();
        method.callTwiceFrom(0, 200_000);
        assertThat(withoutBytes())
                .containsExactly("Prices.price: its hits cost as much as its body, found 5,056 hits in its last 10,112"
                        + " calls (50.0%), 10 ns a load, 20 ns a hit and N bytes held. Remove @Cached or its"
                        + " rule. Until then, governor = BYPASS lets calls go through without Memo.");
        assertThat(method.runs).isEqualTo(100_000);
    }

    @Test
    void methodWhoseHitsCostAsMuchAsItsBodyIsBypassed() {
        Governed method = Governed.bypassing();
        method.callTwiceFrom(0, JUDGED);
        assertThat(method.callTwiceFrom(0, 50_000)).isEqualTo(50_000);
        assertThat(messages.all()).hasSize(1);
        Stats stats = method.region.stats();
        assertThat(stats.entries()).isZero();
        assertThat(stats.hits() + stats.misses() + stats.bypasses()).isEqualTo(JUDGED + 50_000);
    }

    @Test
    void methodThatIsAskedAgainComesBackAfterATrial() {
        Governed method = Governed.bypassing();
        method.callFrom(0, JUDGED);
        int during = method.runs;
        for (int i = 0; i < FIRST_BYPASS; i++) {
            method.call(i % 100);
        }
        assertThat(method.runs - during).isBetween(FIRST_BYPASS - 12_000, FIRST_BYPASS);
        int after = method.runs;
        for (int i = 0; i < 1_000_000; i++) {
            assertThat(method.call(i % 100)).isEqualTo("value " + i % 100);
        }
        assertThat(method.runs - after).isLessThan(101);
        assertThat(method.region.stats().entries()).isEqualTo(100);
        assertThat(messages.all()).hasSize(1);
    }

    @Test
    void methodWhoseBodyHasBecomeDearComesBackAfterATrial() {
        Governed method = Governed.bypassing();
        method.callTwiceFrom(0, JUDGED);
        assertThat(method.region.stats().entries()).isZero();
        method.bodyNanos = 1_000_000;
        method.callTwiceFrom(0, FIRST_BYPASS);
        assertThat(method.callTwiceFrom(FAR, 500_000)).isEqualTo(250_000);
        assertThat(messages.all()).hasSize(1);
    }

    /** A trial is too short to see hits on so many keys, and does not take that for a reason. */
    @Test
    void methodWithManyKeysWhoseBodyHasBecomeDearComesBack() {
        Governed method = Governed.bypassing();
        method.callTwiceFrom(0, JUDGED);
        method.bodyNanos = 1_000_000;
        method.callFrom(0, FIRST_BYPASS);
        assertThat(method.callFrom(0, 9_000)).isEqualTo(9_000);
        assertThat(method.callFrom(0, 9_000)).isZero();
        assertThat(messages.all()).hasSize(1);
    }

    @Test
    void methodThatStillGainsNothingIsTriedLessAndLessOften() {
        Governed method = Governed.bypassing();
        method.callFrom(0, JUDGED);
        long before = method.region.stats().misses();
        method.callFrom(JUDGED, FIRST_BYPASS + 10_000);
        long first = method.region.stats().misses() - before;
        assertThat(first).isBetween(1_024L, 1_200L);
        method.callFrom(FAR, 2 * FIRST_BYPASS - 30_000);
        assertThat(method.region.stats().misses() - before).isEqualTo(first);
        method.callFrom(2 * FAR, 50_000);
        assertThat(method.region.stats().misses() - before - first).isBetween(2_048L, 2_300L);
        assertThat(method.region.stats().entries()).isZero();
        assertThat(messages.all()).hasSize(1);
    }

    @Test
    void methodWithABarrierPerMethodIsSaidAndNotBypassed() {
        Governed method = Governed.bypassing(Barrier.METHOD);
        method.callFrom(0, 100_000);
        assertThat(messages.all()).singleElement().asString().endsWith("It is not bypassed, as its barrier is METHOD.");
        assertThat(method.region.stats().bypasses()).isZero();
    }

    @Test
    void withoutStatisticsNothingIsFound() {
        Governed method = Governed.withoutStatistics();
        method.callFrom(0, 100_000);
        assertThat(messages.all()).isEmpty();
        assertThat(method.region.stats().entries()).isEqualTo(100_000);
    }

    /** What an entry weighs is not the matter here, but it is some hundred bytes. */
    private List<String> withoutBytes() {
        return messages.all().stream()
                .map(text -> text.replaceAll("[0-9],[0-9]{3},[0-9]{3} bytes", "N bytes"))
                .toList();
    }
}
