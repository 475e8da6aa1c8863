// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Eventually;
import dev.memo.annotation.Barrier;
import dev.memo.spi.RemovalCause;
import dev.memo.spi.Ticker;
import dev.memo.testkit.FakeTicker;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that removes what has ended, with the JVM's clock. */
@Timeout(120)
class ExpirerTest {
    private static final long HOUR = 3_600_000_000_000L;
    private static final long SOON = 50_000_000;

    private final Set<Thread> before = new HashSet<>();
    private final HeapTier tier = new HeapTier(1 << 30, 0, null, true);
    private final Expirer expirer = Objects.requireNonNull(tier.budget.expiry.expirer());
    private final Region region = Regions.open(tier, Regions.settings(0, 0, Barrier.KEY));

    @BeforeEach
    void rememberOtherThreads() {
        before.addAll(threads());
    }

    @Test
    @Tag("parity-49")
    void itRemovesAValueSoonAfterItsEndAndNotBefore() throws Throwable {
        Ticker clock = Ticker.system();
        long start = clock.nanos();
        Regions.put(region, "key", "value", SOON);
        assertThat(Eventually.holds(() -> region.stats().entries() == 0)).isTrue();
        assertThat(clock.nanos() - start).isGreaterThanOrEqualTo(SOON);
        assertThat(region.stats().expirations()).isEqualTo(1);
        assertThat(expirer.wakeUps()).isEqualTo(1);
    }

    @Test
    @Tag("parity-49")
    void nothingWakesItWhileNothingIsDue() throws Throwable {
        for (int i = 0; i < 1_000; i++) {
            Regions.put(region, "key " + i, "value", HOUR + i);
        }
        assertThat(newThread().isDaemon()).isTrue();
        assertThat(newThread().getContextClassLoader()).isNull();
        assertThat(after(40 * SOON)).isTrue();
        assertThat(expirer.running()).isTrue();
        assertThat(expirer.wakeUps()).isZero();
    }

    /** It wakes for the news, and again when the value ends, unless it was so long in hearing of the news. */
    @Test
    void anEndThatComesSoonerWakesItEarly() throws Throwable {
        Regions.put(region, "late", "value", HOUR);
        Regions.put(region, "soon", "value", SOON);
        assertThat(Eventually.holds(() -> region.stats().entries() == 1)).isTrue();
        assertThat(after(4 * SOON)).isTrue();
        assertThat(expirer.wakeUps()).isBetween(1, 2);
        assertThat(region.stats().expirations()).isEqualTo(1);
    }

    @Test
    void endsCloseTogetherAreSeenToAtOnce() throws Throwable {
        for (int i = 0; i < 20_000; i++) {
            Regions.put(region, "key " + i, "value", 5 * SOON - i);
        }
        assertThat(Eventually.holds(() -> region.stats().entries() == 0)).isTrue();
        assertThat(expirer.wakeUps()).isLessThan(200);
        assertThat(region.stats().expirations()).isEqualTo(20_000);
    }

    /** Of what ends at once it removes a hundred in some ten microseconds, so it has worked for many a turn. */
    @Test
    void itRestsWhileThereIsMuchToRemove() throws Throwable {
        for (int i = 0; i < 100_000; i++) {
            Regions.put(region, i, "value", 20 * SOON);
        }
        assertThat(Eventually.holds(() -> region.stats().entries() == 0)).isTrue();
        assertThat(expirer.rests()).isPositive();
    }

    @Test
    @Tag("parity-49")
    void itGoesWhenNothingEndsAnyMoreAndComesBack() throws Throwable {
        Regions.put(region, "eternal", "value", 0);
        Regions.put(region, "key", "value", SOON);
        Thread thread = newThread();
        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(expirer.running()).isFalse();
        Regions.put(region, "key", "value", SOON);
        assertThat(Eventually.holds(() -> region.stats().expirations() == 2)).isTrue();
    }

    @Test
    @Tag("parity-23")
    void whereNothingEndsThereIsNoThread() throws Throwable {
        Regions.put(region, "eternal", "value", 0);
        Regions.put(region, "never", "value", Long.MAX_VALUE);
        assertThat(expirer.running()).isFalse();
        assertThat(threads()).isSubsetOf(before);
    }

    @Test
    @Tag("parity-25")
    void aClockOfTheUsersHasNoThread() throws Throwable {
        FakeTicker ticker = new FakeTicker();
        HeapTier fake = new HeapTier(1 << 20, 0, ticker, true);
        Region region = Regions.open(fake, Regions.settings(SOON, 0, Barrier.KEY));
        Regions.put(region, "key", "value", 0);
        ticker.advance(Duration.ofNanos(SOON));
        assertThat(fake.budget.expiry.expirer()).isNull();
        assertThat(threads()).isSubsetOf(before);
        Regions.put(region, "other", "value", 0);
        assertThat(region.stats().expirations()).isEqualTo(1);
    }

    /** It sleeps for an hour, but not once its runtime is gone. */
    @Test
    @Tag("parity-49")
    void itGoesWithItsRuntime() throws Throwable {
        WeakReference<HeapTier> runtime = runtimeThatIsDropped();
        Thread thread = newThread();
        assertThat(Eventually.collected(runtime)).isTrue();
        assertThat(Eventually.holdsAfterCollections(() -> !thread.isAlive())).isTrue();
    }

    @Test
    @Tag("parity-49")
    void itSurvivesWhatListenersThrow() throws Throwable {
        AtomicInteger told = new AtomicInteger();
        Region heard = Regions.open(tier, Regions.settings(SOON, 0, Barrier.KEY), (e, stored, cause) -> {
            assertThat(cause).isEqualTo(RemovalCause.EXPIRED);
            if (told.incrementAndGet() % 2 == 0) {
                throw new AssertionError("of a listener");
            }
            throw new IllegalStateException("of a listener");
        });
        for (int round = 1; round <= 3; round++) {
            int all = 10 * round;
            for (int i = 0; i < 10; i++) {
                Regions.put(heard, "key " + i, "value", 0);
            }
            assertThat(Eventually.holds(() -> told.get() == all)).isTrue();
        }
        assertThat(heard.stats().expirations()).isEqualTo(30);
        assertThat(expirer.running()).isTrue();
    }

    /** A burst of interrupts, as of a container that stops, is no end. */
    @Test
    void itSurvivesInterrupts() throws Throwable {
        Regions.put(region, "key", "value", 4 * SOON);
        newThread().interrupt();
        assertThat(Eventually.holds(() -> region.stats().entries() == 0)).isTrue();
        assertThat(region.stats().expirations()).isEqualTo(1);
    }

    private static WeakReference<HeapTier> runtimeThatIsDropped() throws Throwable {
        HeapTier tier = new HeapTier(1 << 20, 0, null, true);
        Regions.put(Regions.open(tier, Regions.settings(HOUR, 0, Barrier.KEY)), "key", "value", 0);
        return new WeakReference<>(tier);
    }

    private static boolean after(long nanos) {
        Ticker clock = Ticker.system();
        long end = clock.nanos() + nanos;
        return Eventually.holds(() -> clock.nanos() - end >= 0);
    }

    private Thread newThread() {
        Set<Thread> now = threads();
        now.removeAll(before);
        assertThat(now).hasSize(1);
        return Objects.requireNonNull(List.copyOf(now).get(0));
    }

    private static Set<Thread> threads() {
        Set<Thread> found = new HashSet<>(Thread.getAllStackTraces().keySet());
        found.removeIf(thread -> !thread.getName().equals("memo-expirer"));
        return found;
    }
}
