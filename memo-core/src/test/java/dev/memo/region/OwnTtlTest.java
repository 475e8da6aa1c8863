// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.spi.Ticker;
import dev.memo.spi.Ttl;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that live as long as is said for each of them. */
class OwnTtlTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final Duration NANO = Duration.ofNanos(1);

    private final FakeTicker ticker = FakeTicker.wrappingAroundIn(Duration.ofSeconds(30));
    private final HeapTier tier = new HeapTier(1 << 20, 0, ticker, true);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 60_000_000_000L, 120_000_000_000L})
    @Tag("parity-16")
    void aValueEndsAtItsOwnDeadlineAndNotANanosecondBefore(long ttlOfTheRegion) throws Throwable {
        Region region = open(ttlOfTheRegion, 0);
        Entry e = Regions.put(region, "key", "value", MINUTE);
        ticker.advance(Duration.ofNanos(MINUTE).minus(NANO));
        assertThat(region.hit(e)).isEqualTo("value");
        ticker.advance(NANO);
        assertThat(region.hit(e)).isNull();
        assertThat(Regions.call(region, "key", () -> "new")).isEqualTo("new");
        assertThat(region.stats().expirations()).isEqualTo(1);
    }

    @Test
    @Tag("parity-16")
    void aValueInheritsItsTtlOrNeverEnds() throws Throwable {
        Region region = open(MINUTE, 0);
        Entry inherits = Regions.put(region, "inherits", "value", 0);
        Entry never = Regions.put(region, "never", "value", Long.MAX_VALUE);
        ticker.advance(Duration.ofNanos(MINUTE));
        assertThat(region.hit(inherits)).isNull();
        ticker.advance(Duration.ofDays(100_000));
        assertThat(region.hit(never)).isEqualTo("value");
        assertThat(region.remainingNanos(never)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    @Tag("parity-19")
    void ofItsOwnTtlAndTheIdleTimeTheEarlierEndCounts() throws Throwable {
        Region region = open(0, MINUTE);
        Entry brief = Regions.put(region, "brief", "value", MINUTE / 2);
        Entry lasting = Regions.put(region, "lasting", "value", 3 * MINUTE);
        ticker.advance(Duration.ofNanos(MINUTE / 2));
        assertThat(region.hit(brief)).isNull();
        for (int i = 0; i < 4; i++) {
            assertThat(region.hit(lasting)).isEqualTo("value");
            ticker.advance(Duration.ofNanos(MINUTE / 2));
        }
        assertThat(region.hit(lasting)).isEqualTo("value");
        ticker.advance(Duration.ofNanos(MINUTE / 2));
        assertThat(region.hit(lasting)).as("read, but its ttl is over").isNull();
    }

    @Test
    @Tag("parity-22")
    void whatIsLeftCanBeRead() throws Throwable {
        Region region = open(0, 0);
        Entry e = Regions.put(region, "key", "value", MINUTE);
        ticker.advance(Duration.ofNanos(7));
        assertThat(region.remainingNanos(e)).isEqualTo(MINUTE - 7);
        ticker.advance(Duration.ofNanos(MINUTE));
        assertThat(region.remainingNanos(e)).isZero();
        region.cleanUp();
        assertThat(region.remainingNanos(e)).isZero();
    }

    @Test
    @Tag("parity-17")
    @Tag("parity-25")
    void aValueEndsAtAnInstantOfTheUsersClock() throws Throwable {
        Instant end = ticker.now().plusSeconds(60);
        Ttl<String, String> ttl = Ttl.until(ticker, (key, value) -> value.isEmpty() ? null : end);
        ticker.advance(Duration.ofSeconds(20));
        Duration left = Objects.requireNonNull(ttl.of("key", "value"));
        assertThat(left).isEqualTo(Duration.ofSeconds(40));
        assertThat(ttl.of("key", "")).isNull();
        Region region = open(0, 0);
        Entry e = Regions.put(region, "key", "value", left.toNanos());
        ticker.advance(Duration.ofSeconds(40).minus(NANO));
        assertThat(ticker.now()).isEqualTo(end.minusNanos(1));
        assertThat(region.hit(e)).isEqualTo("value");
        ticker.advance(NANO);
        assertThat(region.hit(e)).isNull();
        assertThat(Objects.requireNonNull(ttl.of("key", "value"))).isZero();
    }

    @Test
    @Tag("parity-17")
    void withoutATickerAnInstantIsOneOfTheJvms() {
        Ttl<String, String> ttl =
                Ttl.until((key, value) -> Ticker.system().now().plusSeconds(60));
        assertThat(Objects.requireNonNull(ttl.of("key", "value")))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
    }

    /** A hit pays for the clock only where its own value ends. */
    @Test
    void noClockIsReadForAValueThatDoesNotEnd() throws Throwable {
        AtomicInteger readings = new AtomicInteger();
        Ticker counting = () -> readings.incrementAndGet() + ticker.nanos();
        Region region = Regions.open(new HeapTier(1 << 20, 0, counting, true), Regions.settings(0, 0, Barrier.KEY));
        Entry eternal = Regions.put(region, "eternal", "value", 0);
        int before = readings.get();
        assertThat(region.hit(eternal)).isEqualTo("value");
        assertThat(readings).hasValue(before);
        Entry brief = Regions.put(region, "brief", "value", MINUTE);
        before = readings.get();
        assertThat(region.hit(eternal)).isEqualTo("value");
        assertThat(readings).hasValue(before);
        assertThat(region.hit(brief)).isEqualTo("value");
        assertThat(readings.get()).isGreaterThan(before);
    }

    private Region open(long ttlNanos, long idleNanos) {
        return Regions.open(tier, Regions.settings(ttlNanos, idleNanos, Barrier.KEY));
    }
}
