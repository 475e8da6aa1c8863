// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.link.Tuned;
import dev.memo.spi.Ticker;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How long results live, from whatever number the clock started. */
class ExpiryTest {
    private static final long PLENTY = 1L << 40;
    private static final Duration NANO = Duration.ofNanos(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    static Stream<Supplier<FakeTicker>> clocks() {
        return Stream.of(
                FakeTicker::new,
                () -> new FakeTicker(0),
                () -> FakeTicker.wrappingAroundIn(Duration.ZERO),
                () -> FakeTicker.wrappingAroundIn(NANO),
                () -> FakeTicker.wrappingAroundIn(Duration.ofSeconds(30)),
                () -> FakeTicker.wrappingAroundIn(MINUTE));
    }

    @Test
    void jitterEndsResultsOneAfterTheOtherAndNeverLate() throws Throwable {
        FakeTicker ticker = new FakeTicker();
        LinkedMethod method = method(ticker, Tuned.with().ttl(MINUTE).jitter(0.5));
        int keys = 600;
        for (int key = 0; key < keys; key++) {
            method.call(key);
        }
        ticker.advance(Duration.ofSeconds(30).minus(NANO));
        assertThat(missesOf(method, keys)).isZero();
        ticker.advance(Duration.ofSeconds(15).plus(NANO));
        assertThat(missesOf(method, keys)).isBetween(250, 350);
        ticker.advance(Duration.ofSeconds(15));
        assertThat(missesOf(method, keys)).isBetween(250, 350);
    }

    /** Asks for each key; those that had ended live on from now. */
    private static int missesOf(LinkedMethod method, int keys) throws Throwable {
        int before = method.runs();
        for (int key = 0; key < keys; key++) {
            method.call(key);
        }
        return method.runs() - before;
    }

    @ParameterizedTest
    @MethodSource("clocks")
    @Tag("parity-18")
    void readsDoNotExtendTheTtl(Supplier<FakeTicker> clock) throws Throwable {
        FakeTicker ticker = clock.get();
        LinkedMethod method = method(ticker, Tuned.with().ttl(MINUTE));
        for (int i = 0; i < 60; i++) {
            method.call(1);
            ticker.advance(Duration.ofSeconds(1));
        }
        assertThat(method.runs()).isEqualTo(1);
        method.call(1);
        assertThat(method.runs()).isEqualTo(2);
        assertThat(method.stats().expirations()).isEqualTo(1);
        assertThat(method.stats().entries()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void aResultIsGoneAtItsDeadlineAndNotANanosecondBefore(Supplier<FakeTicker> clock) throws Throwable {
        for (Duration ttl : new Duration[] {NANO, Duration.ofNanos(3), Duration.ofMillis(100), MINUTE}) {
            FakeTicker ticker = clock.get();
            LinkedMethod method = method(ticker, Tuned.with().ttl(ttl));
            method.call(1);
            ticker.advance(ttl.minus(NANO));
            method.call(1);
            assertThat(method.runs()).isEqualTo(1);
            ticker.advance(NANO);
            method.call(1);
            assertThat(method.runs()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("clocks")
    @Tag("parity-19")
    void readsExtendTheIdleTime(Supplier<FakeTicker> clock) throws Throwable {
        FakeTicker ticker = clock.get();
        LinkedMethod method = method(ticker, Tuned.with().idle(MINUTE));
        for (int i = 0; i < 10; i++) {
            method.call(1);
            ticker.advance(MINUTE.minus(NANO));
        }
        assertThat(method.runs()).isEqualTo(1);
        method.call(1);
        ticker.advance(MINUTE);
        method.call(1);
        assertThat(method.runs()).isEqualTo(2);
        assertThat(method.stats().expirations()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void ofTtlAndIdleTheEarlierEndCounts(Supplier<FakeTicker> clock) throws Throwable {
        FakeTicker ticker = clock.get();
        LinkedMethod method = method(ticker, Tuned.with().ttl(MINUTE).idle(Duration.ofSeconds(20)));
        for (int i = 0; i < 6; i++) {
            method.call(1);
            ticker.advance(Duration.ofSeconds(10));
        }
        assertThat(method.runs()).isEqualTo(1);
        method.call(1);
        assertThat(method.runs()).as("the ttl is over").isEqualTo(2);
        ticker.advance(Duration.ofSeconds(20));
        method.call(1);
        assertThat(method.runs()).as("the idle time is over").isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("clocks")
    @Tag("parity-39")
    void expiredResultsGoBeforeLiveOnes(Supplier<FakeTicker> clock) throws Throwable {
        FakeTicker ticker = clock.get();
        Engine engine = new Engine(EngineSettings.builder()
                .maxBytes(PLENTY)
                .maxEntries(10)
                .ticker(ticker)
                .build());
        LinkedMethod eternal = LinkedMethod.of(engine, a -> a[0], int.class);
        LinkedMethod brief = LinkedMethod.of(engine, Tuned.with().ttl(MINUTE), a -> a[0], int.class);
        LinkedMethod idle = LinkedMethod.of(engine, Tuned.with().idle(MINUTE), a -> a[0], int.class);
        for (int i = 0; i < 4; i++) {
            eternal.call(i);
        }
        for (int i = 0; i < 3; i++) {
            brief.call(i);
            idle.call(i);
        }
        ticker.advance(MINUTE);
        for (int i = 4; i < 10; i++) {
            eternal.call(i);
        }
        assertThat(eternal.stats().entries()).as("oldest by use, but alive").isEqualTo(10);
        assertThat(eternal.stats().evictions()).isZero();
        assertThat(brief.stats().expirations()).isEqualTo(3);
        assertThat(idle.stats().expirations()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void aMethodsOwnExpiredResultsGoBeforeItsLiveOnes(Supplier<FakeTicker> clock) throws Throwable {
        FakeTicker ticker = clock.get();
        LinkedMethod method = method(ticker, Tuned.with().ttl(MINUTE).maxEntries(4));
        method.call(1);
        ticker.advance(Duration.ofSeconds(30));
        method.call(2);
        method.call(3);
        method.call(4);
        method.call(1);
        ticker.advance(Duration.ofSeconds(30));
        method.call(5);
        assertThat(method.stats().expirations()).isEqualTo(1);
        assertThat(method.stats().evictions()).isZero();
        assertThat(method.invalidate(1)).isZero();
        assertThat(method.invalidate(2)).as("oldest by use, but alive").isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void theRuntimesTtlServesMethodsWithoutTheirOwn(Supplier<FakeTicker> clock) throws Throwable {
        FakeTicker ticker = clock.get();
        Engine engine = new Engine(EngineSettings.builder()
                .maxBytes(PLENTY)
                .ttlNanos(MINUTE.toNanos())
                .ticker(ticker)
                .build());
        LinkedMethod inheriting = LinkedMethod.of(engine, a -> a[0], int.class);
        LinkedMethod own = LinkedMethod.of(engine, Tuned.with().ttl(MINUTE.multipliedBy(2)), a -> a[0], int.class);
        LinkedMethod never = LinkedMethod.of(engine, Tuned.with().noTtl(), a -> a[0], int.class);
        for (Duration step : new Duration[] {Duration.ZERO, MINUTE, MINUTE, Duration.ofDays(100_000)}) {
            ticker.advance(step);
            inheriting.call(1);
            own.call(1);
            never.call(1);
        }
        assertThat(inheriting.runs()).isEqualTo(4);
        assertThat(own.runs()).isEqualTo(3);
        assertThat(never.runs()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void aRandomCallNeverGetsAResultPastItsDeadline(Supplier<FakeTicker> clock) throws Throwable {
        long seed = 42;
        System.out.println("ExpiryTest seed " + seed);
        Random random = new Random(seed);
        FakeTicker ticker = clock.get();
        long start = ticker.nanos();
        LinkedMethod method = LinkedMethod.of(
                engine(ticker),
                Tuned.with()
                        .ttl(Duration.ofNanos(100))
                        .idle(Duration.ofNanos(40))
                        .maxEntries(5),
                a -> ticker.nanos(),
                int.class);
        for (int i = 0; i < 20_000; i++) {
            ticker.advance(Duration.ofNanos(random.nextInt(15)));
            Object written = method.call(random.nextInt(8));
            assertThat(ticker.nanos() - (Long) java.util.Objects.requireNonNull(written))
                    .isBetween(0L, 99L);
        }
        assertThat(ticker.nanos() - start).isPositive();
        assertThat(method.stats().hits()).isPositive();
        assertThat(method.stats().expirations()).isPositive();
    }

    @Test
    @Tag("parity-25")
    void theClockIsTheUsers() {
        FakeTicker ticker = new FakeTicker(1_000);
        Memo memo = Memo.builder().ticker(ticker).ttl(MINUTE).build();
        int[] runs = new int[1];
        ValueSamples.Source source = memo.proxy(ValueSamples.Source.class, key -> ++runs[0]);
        assertThat(source.value("x")).isEqualTo(1);
        ticker.advance(MINUTE.minus(NANO));
        assertThat(source.value("x")).isEqualTo(1);
        ticker.advance(NANO);
        assertThat(source.value("x")).isEqualTo(2);
        assertThat(memo.stats().loadNanos()).as("a clock that stands still").isZero();
    }

    @Test
    void aTtlBeyondAllTimeNeverEnds() throws Throwable {
        FakeTicker ticker = FakeTicker.wrappingAroundIn(MINUTE);
        LinkedMethod method = method(ticker, Tuned.with().ttl(Duration.ofNanos(Long.MAX_VALUE)));
        method.call(1);
        for (int i = 0; i < 5; i++) {
            ticker.advance(Duration.ofDays(20_000));
            method.call(1);
        }
        assertThat(method.runs()).isEqualTo(1);
    }

    private static LinkedMethod method(Ticker ticker, Tuned tuned) {
        return LinkedMethod.of(engine(ticker), tuned, a -> a[0], int.class);
    }

    private static Engine engine(Ticker ticker) {
        return new Engine(
                EngineSettings.builder().maxBytes(PLENTY).ticker(ticker).build());
    }
}
