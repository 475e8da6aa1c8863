// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Eventually;
import dev.memo.TwinLoader;
import dev.memo.annotation.Barrier;
import dev.memo.spi.Ticker;
import dev.memo.testkit.FakeTicker;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The thread that reads the clock for hits. */
class CoarseClockTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void itsThreadIsADaemonThatEndsWhenNobodyReads() throws Exception {
        Set<Thread> before = clockThreads();
        CoarseClock clock = new CoarseClock(Ticker.system(), true);
        assertThat(clockThreads()).isEqualTo(before);
        clock.now();
        Thread thread = newThread(before);
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getContextClassLoader()).isNull();
        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
        long again = clock.now();
        assertThat(clock.exact() - again).isBetween(0L, SECOND);
        newThread(before).join(20_000);
    }

    @Test
    void itsThreadLivesWhileSomebodyReadsAndThereIsOne() {
        Set<Thread> before = clockThreads();
        CoarseClock clock = new CoarseClock(Ticker.system(), true);
        clock.now();
        Thread thread = newThread(before);
        long until = clock.exact() + 2 * SECOND;
        assertThat(Eventually.holds(() -> clock.now() - until > 0)).isTrue();
        assertThat(thread.isAlive()).isTrue();
        assertThat(newThread(before)).isSameAs(thread);
    }

    @Test
    void aClockOfTheUsersHasNoThread() {
        Set<Thread> before = clockThreads();
        FakeTicker ticker = new FakeTicker();
        CoarseClock clock = new CoarseClock(ticker, false);
        for (int i = 0; i < 10; i++) {
            assertThat(clock.now()).isEqualTo(ticker.nanos()).isEqualTo(clock.exact());
            ticker.advance(Duration.ofNanos(1));
        }
        assertThat(clockThreads()).isSubsetOf(before);
    }

    @Test
    void hitsWithoutAnEndNeedNoThread() throws Throwable {
        Set<Thread> before = clockThreads();
        Region region = Regions.open(new HeapTier(1 << 20, 0, null, true), Regions.settings(0, 0, Barrier.KEY));
        Regions.call(region, "key", () -> "value");
        Regions.call(region, "key", () -> "value");
        assertThat(region.stats().hits()).isEqualTo(1);
        assertThat(clockThreads()).isSubsetOf(before);
    }

    /** Each value is the time after which it may not be served. */
    @Test
    void nothingIsServedPastItsDeadlineByTheRealClock() throws Throwable {
        Ticker ticker = Ticker.system();
        long ttl = SECOND / 8;
        Region region = Regions.open(new HeapTier(1 << 20, 0, null, true), Regions.settings(ttl, 0, Barrier.KEY));
        long end = ticker.nanos() + SECOND;
        long deadline = 0;
        long loaded = 0;
        while (ticker.nanos() - end < 0) {
            long asked = ticker.nanos();
            boolean[] ran = new boolean[1];
            assertThat(Regions.call(region, "key", () -> ran[0] = true)).isEqualTo(true);
            if (ran[0]) {
                loaded++;
                deadline = ticker.nanos() + ttl;
            } else {
                assertThat(asked - deadline).isNegative();
            }
        }
        assertThat(loaded).isBetween(2L, 9L);
        assertThat(region.stats().hits()).isGreaterThan(100);
    }

    /** The time of the last tick may be before an exact one; a read does not set an entry back to it. */
    @Test
    void aReadByALateTickDoesNotShortenTheIdleTime() throws Throwable {
        FakeTicker exact = new FakeTicker();
        long start = exact.nanos();
        Ticker late = () -> Thread.currentThread().getName().equals("memo-clock") ? start : exact.nanos();
        CoarseClock clock = new CoarseClock(late, true);
        clock.now();
        Lifetime lifetime = new Lifetime(new RegionSettings.Lifespan(0, SECOND, 0), clock, 0);
        exact.advance(Duration.ofMillis(500));
        Entry e = new TextKey("key");
        lifetime.written(e, 0, clock.exact());
        assertThat(Eventually.holds(() -> clock.now() == start)).isTrue();
        assertThat(lifetime.servable(e)).isTrue();
        exact.advance(Duration.ofMillis(999));
        assertThat(lifetime.expired(e)).isFalse();
        exact.advance(Duration.ofMillis(1));
        assertThat(lifetime.expired(e)).isTrue();
    }

    /** On JDK 17 a thread remembers whose code was on the stack when it was made. */
    @Test
    void itsThreadDoesNotHoldTheClassLoaderOfWhoStartedIt() throws Throwable {
        CoarseClock clock = new CoarseClock(Ticker.system(), true);
        Set<Thread> before = clockThreads();
        WeakReference<ClassLoader> loader = readFromAChildLoader(clock);
        Thread thread = newThread(before);
        assertThat(Eventually.holdsAfterCollections(() -> clock.now() != 0 && loader.refersTo(null)))
                .isTrue();
        assertThat(thread.isAlive()).isTrue();
    }

    private static WeakReference<ClassLoader> readFromAChildLoader(CoarseClock clock) throws Exception {
        TwinLoader loader = new TwinLoader(Reader.class);
        Class<?> twin = loader.loadClass(Reader.class.getName());
        var constructor = twin.getDeclaredConstructor(Runnable.class);
        constructor.setAccessible(true);
        ((Runnable) constructor.newInstance((Runnable) clock::now)).run();
        return new WeakReference<>(loader);
    }

    private static Thread newThread(Set<Thread> before) {
        Set<Thread> now = clockThreads();
        now.removeAll(before);
        assertThat(now).hasSize(1);
        return Objects.requireNonNull(List.copyOf(now).get(0));
    }

    private static Set<Thread> clockThreads() {
        Set<Thread> found = new HashSet<>(Thread.getAllStackTraces().keySet());
        found.removeIf(thread -> !thread.getName().equals("memo-clock"));
        return found;
    }

    /** Code of the application's that comes to read the clock. */
    static final class Reader implements Runnable {
        private final Runnable read;

        Reader(Runnable read) {
            this.read = read;
        }

        @Override
        public void run() {
            read.run();
        }
    }
}
