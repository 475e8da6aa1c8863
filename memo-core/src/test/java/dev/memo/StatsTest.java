// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.link.Tuned;
import dev.memo.spi.Stats;
import dev.memo.testkit.CountingLoader;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is counted, and that each lookup is counted once. */
@Tag("parity-53")
class StatsTest {
    private static final Duration LOAD = Duration.ofMillis(7);

    private final FakeTicker ticker = new FakeTicker();
    private final Engine engine =
            new Engine(EngineSettings.builder().maxBytes(1 << 20).ticker(ticker).build());

    @Test
    void aNewMethodHasCountedNothing() {
        LinkedMethod method = LinkedMethod.of(engine, a -> a[0], int.class);
        assertThat(method.stats()).isEqualTo(Stats.of());
        assertThat(method.stats().hitRatio()).isZero();
        assertThat(method.stats().meanLoadNanos()).isZero();
    }

    @Test
    void hitsMissesLoadsAndPutsAreCounted() throws Throwable {
        LinkedMethod method = slow(Tuned.with());
        for (int i = 0; i < 10; i++) {
            method.call(i % 2);
        }
        Stats stats = method.stats();
        assertThat(stats.hits()).isEqualTo(8);
        assertThat(stats.misses()).isEqualTo(2);
        assertThat(stats.loads()).isEqualTo(2);
        assertThat(stats.puts()).isEqualTo(2);
        assertThat(stats.entries()).isEqualTo(2);
        assertThat(stats.bytes()).isPositive();
        assertThat(stats.hitRatio()).isEqualTo(0.8);
        assertThat(stats.waits() + stats.bypasses() + stats.loadFailures()).isZero();
        assertThat(stats.evictions() + stats.expirations() + stats.invalidations())
                .isZero();
        assertThat(stats.rejections() + stats.codecFailures()).isZero();
    }

    @Test
    void theTimeOfLoadsIsCountedAndTheTimeSavedIsThatOfTheHits() throws Throwable {
        LinkedMethod method = slow(Tuned.with());
        for (int i = 0; i < 11; i++) {
            method.call(1);
        }
        Stats stats = method.stats();
        assertThat(stats.loadNanos()).isEqualTo(LOAD.toNanos());
        assertThat(stats.meanLoadNanos()).isEqualTo(LOAD.toNanos());
        assertThat(stats.timeSavedNanos())
                .isLessThanOrEqualTo(LOAD.toNanos() * 10)
                .isGreaterThan(LOAD.toNanos() * 10 - 1_000);
    }

    @Test
    void timeSavedIsNeverBelowZero() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> a[0], int.class);
        method.call(1);
        method.call(1);
        assertThat(method.stats().loadNanos()).isZero();
        assertThat(method.stats().timeSavedNanos()).isZero();
    }

    @Test
    void failuresAreLoadsTooAndTheirTimeCounts() {
        LinkedMethod method = LinkedMethod.of(
                engine,
                a -> {
                    ticker.advance(LOAD);
                    throw new IllegalStateException("boom");
                },
                int.class);
        assertThatThrownBy(() -> method.call(1)).hasMessage("boom");
        Stats stats = method.stats();
        assertThat(stats.misses()).isEqualTo(1);
        assertThat(stats.loads()).isEqualTo(1);
        assertThat(stats.loadFailures()).isEqualTo(1);
        assertThat(stats.loadNanos()).isEqualTo(LOAD.toNanos());
        assertThat(stats.puts()).isZero();
    }

    @Test
    void evictionsExpirationsInvalidationsAndRejectionsAreCountedApart() throws Throwable {
        LinkedMethod method = LinkedMethod.of(
                engine,
                Tuned.with().ttl(Duration.ofSeconds(1)).maxEntries(3).maxBytes(2_000),
                a -> "x".repeat((int) java.util.Objects.requireNonNull(a[0])),
                int.class);
        for (int i = 0; i < 5; i++) {
            method.call(i);
        }
        assertThat(method.stats().evictions()).isEqualTo(2);
        assertThat(method.invalidate(4)).isEqualTo(1);
        assertThat(method.stats().invalidations()).isEqualTo(1);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(method.stats().entries()).as("expired ones included").isEqualTo(2);
        method.call(4);
        assertThat(method.stats().expirations()).isEqualTo(2);
        method.call(5_000);
        assertThat(method.stats().rejections()).isEqualTo(1);
        assertThat(method.stats().entries()).isEqualTo(1);
        assertThat(method.stats().puts()).isEqualTo(6);
    }

    @Test
    void waitsAndTheirTimeAreCounted() throws Throwable {
        CountDownLatch gate = new CountDownLatch(1);
        CountingLoader<@Nullable Object, Object> loader =
                CountingLoader.<@Nullable Object, Object>of(key -> "value").waitingFor(gate);
        LinkedMethod method = LinkedMethod.of(engine, a -> loader.apply(a[0]), int.class);
        try (Callers callers = new Callers()) {
            Future<@Nullable Object> leader = callers.call(method, 1);
            loader.awaitFirstRun();
            Future<@Nullable Object> waiting = callers.call(method, 1);
            assertThat(Eventually.holds(() -> WaitersTest.waiting() == 1)).isTrue();
            ticker.advance(LOAD);
            gate.countDown();
            assertThat(Callers.get(leader)).isEqualTo(Callers.get(waiting));
        }
        Stats stats = method.stats();
        assertThat(stats.waits()).isEqualTo(1);
        assertThat(stats.waitNanos()).isEqualTo(LOAD.toNanos());
        assertThat(stats.misses()).isEqualTo(2);
        assertThat(stats.loads()).isEqualTo(1);
    }

    @Test
    @Tag("parity-54")
    void eachLookupIsCountedOnceWhateverComes() throws Throwable {
        long seed = 20;
        System.out.println("StatsTest seed " + seed);
        LinkedMethod method = LinkedMethod.of(
                engine, Tuned.with().ttl(Duration.ofNanos(50)).maxEntries(20), StatsTest::anything, int.class);
        try (Callers callers = new Callers()) {
            callers.together(8, thread -> {
                Random random = new Random(seed + thread);
                for (int i = 0; i < 5_000; i++) {
                    ticker.advance(Duration.ofNanos(random.nextInt(2)));
                    callAny(method, random.nextInt(40));
                }
            });
        }
        Stats stats = method.stats();
        assertThat(stats.hits() + stats.misses() + stats.bypasses()).isEqualTo(40_000);
        assertThat(stats.hitRatio()).isBetween(0.0, 1.0);
        assertThat(stats.missRatio()).isBetween(0.0, 1.0);
        assertThat(stats.evictionRate()).isBetween(0.0, 1.0);
        assertThat(stats.peakEntries()).isEqualTo(20);
        assertThat(stats.loads()).isLessThanOrEqualTo(stats.misses());
        assertThat(stats.waits()).isLessThanOrEqualTo(stats.misses() + stats.bypasses());
        assertThat(stats.puts()).isGreaterThanOrEqualTo(stats.evictions() + stats.expirations() + stats.entries());
        assertThat(stats.entries()).isLessThanOrEqualTo(20);
    }

    @Test
    void theRuntimeSumsOverItsMethods() throws Throwable {
        Memo memo = new Memo(engine.service());
        LinkedMethod first = slow(Tuned.with());
        LinkedMethod second = slow(Tuned.with());
        first.call(1);
        first.call(1);
        second.call(1);
        assertThat(memo.stats()).isEqualTo(first.stats().plus(second.stats()));
        assertThat(memo.methods()).hasSize(2);
        assertThat(Stats.of(first.stats().toArray())).isEqualTo(first.stats());
    }

    private LinkedMethod slow(Tuned tuned) {
        return LinkedMethod.of(
                engine,
                tuned,
                a -> {
                    ticker.advance(LOAD);
                    return a[0];
                },
                int.class);
    }

    private static @Nullable Object anything(@Nullable Object[] arguments) {
        int key = (int) java.util.Objects.requireNonNull(arguments[0]);
        return switch (key % 5) {
            case 0 -> null;
            case 1 -> throw new IllegalStateException("boom");
            case 2 -> new ValueSamples.Basket("x");
            default -> key;
        };
    }

    private static void callAny(LinkedMethod method, int key) {
        try {
            method.call(key);
        } catch (Throwable e) {
            assertThat(e).hasMessage("boom");
        }
    }
}
