// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedInstanceMethod;
import dev.memo.link.LinkedMethod;
import dev.memo.link.Tuned;
import dev.memo.region.Background;
import dev.memo.region.Freshness;
import dev.memo.spi.Stats;
import dev.memo.spi.ThreadContext;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A value that is old enough is served at once, and one load in the background renews it. */
@Timeout(60)
class RefreshTest {
    private static final Duration AGE = Duration.ofMinutes(5);
    private static final Duration TTL = Duration.ofMinutes(10);
    private static final Duration NANO = Duration.ofNanos(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final CacheSettings<Object, Object> REFRESHED =
            CacheSettings.of().ttl(TTL).refresh(AGE);

    private final FakeTicker ticker = new FakeTicker();
    private final HeldTasks later = new HeldTasks();
    private final Memo memo = Memo.builder().ticker(ticker).executor(later).build();
    private final Scripted script = new Scripted();

    @Test
    void aHitOnAnAgedValueIsServedAndOneLoadRenewsIt() {
        Cache<String, String> cache = memo.cache("c", REFRESHED);
        cache.get("k", script);
        ticker.advance(AGE.minus(NANO));
        assertThat(cache.get("k", script)).isEqualTo("k1");
        assertThat(later.waiting()).isZero();
        ticker.advance(NANO);
        for (int i = 0; i < 5; i++) {
            assertThat(cache.get("k", script)).isEqualTo("k1");
        }
        assertThat(later.waiting()).isEqualTo(1);
        later.run();
        assertThat(cache.get("k", script)).isEqualTo("k2");
        ticker.advance(AGE.minus(NANO));
        assertThat(cache.get("k", script)).isEqualTo("k2");
        assertThat(later.waiting()).as("its life began anew").isZero();
        Stats stats = cache.stats();
        assertThat(stats.refreshes()).isEqualTo(1);
        assertThat(stats.loads()).isEqualTo(2);
        assertThat(stats.misses()).isEqualTo(1);
        assertThat(stats.hits()).isEqualTo(8);
        assertThat(stats.staleServes()).isZero();
        assertThat(stats.bypasses()).isZero();
    }

    @Test
    void whatNobodyAsksForIsNotRenewed() {
        Cache<String, String> cache = memo.cache("c", REFRESHED);
        cache.get("k", script);
        ticker.advance(TTL.minus(NANO));
        assertThat(later.waiting()).isZero();
        ticker.advance(NANO);
        cache.cleanUp();
        assertThat(cache.size()).isZero();
        assertThat(script.runs()).isEqualTo(1);
    }

    @Test
    void aRefreshThatFailsIsCountedAndNotTriedAgainForAWhile() {
        Cache<String, String> cache = memo.cache("c", REFRESHED.retry(SECOND));
        cache.get("k", script);
        ticker.advance(AGE);
        script.failFromNowOn();
        cache.get("k", script);
        later.run();
        assertThat(cache.get("k", script)).isEqualTo("k1");
        assertThat(later.waiting()).isZero();
        assertThat(cache.stats().refreshFailures()).isEqualTo(1);
        assertThat(cache.stats().loadFailures()).isEqualTo(1);
        ticker.advance(SECOND.minus(NANO));
        cache.get("k", script);
        assertThat(later.waiting()).isZero();
        ticker.advance(NANO);
        cache.get("k", script);
        assertThat(later.waiting()).isEqualTo(1);
        script.succeedFromNowOn();
        later.run();
        assertThat(cache.get("k", script)).isEqualTo("k3");
    }

    @Test
    void aValueThatEndsBeforeItsRefreshIsLoadedAsEver() {
        Cache<String, String> cache = memo.cache("c", REFRESHED);
        cache.get("k", script);
        ticker.advance(AGE);
        cache.get("k", script);
        ticker.advance(TTL);
        assertThat(cache.get("k", script)).isEqualTo("k2");
        later.run();
        assertThat(script.runs()).as("the queued load has nothing to renew").isEqualTo(2);
        assertThat(cache.get("k", script)).isEqualTo("k2");
        assertThat(cache.stats().refreshes()).isZero();
    }

    @Test
    void whatTheExecutorRejectsIsCountedAndTriedAgainLater() {
        Cache<String, String> cache = memo.cache("c", REFRESHED);
        cache.get("k", script);
        ticker.advance(AGE);
        later.reject(true);
        for (int i = 0; i < 3; i++) {
            assertThat(cache.get("k", script)).isEqualTo("k1");
        }
        assertThat(cache.stats().refreshDrops()).isEqualTo(1);
        later.reject(false);
        ticker.advance(SECOND);
        cache.get("k", script);
        assertThat(later.waiting()).isEqualTo(1);
    }

    @Test
    void anInvalidationWinsOverARefresh() {
        Cache<String, String> cache = memo.cache("c", REFRESHED);
        cache.get("k", script);
        ticker.advance(AGE);
        cache.get("k", key -> {
            cache.remove("k");
            return "of before";
        });
        later.run();
        assertThat(cache.size()).isZero();
        assertThat(cache.get("k", script)).isEqualTo("k2");
    }

    @Test
    void aLoadInTheBackgroundHoldsTheUsersLockToo() {
        ReentrantLock lock = new ReentrantLock();
        List<Boolean> held = new ArrayList<>();
        Cache<String, String> cache = memo.cache("locked", REFRESHED.lock(lock));
        Function<String, String> loader = key -> {
            held.add(lock.isHeldByCurrentThread());
            return script.apply(key);
        };
        cache.get("k", loader);
        ticker.advance(AGE);
        cache.get("k", loader);
        later.run();
        assertThat(held).containsExactly(true, true);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    @SuppressWarnings("JdkObsolete") // a class whose plain copy is of another class
    void aKeyThatChangesAfterTheCallIsRenewedAsItWas() {
        Cache<List<String>, String> cache = memo.cache("c", REFRESHED);
        List<String> key = new LinkedList<>(List.of("a"));
        Function<List<String>, String> loader = list -> list.getClass().getSimpleName() + list + script.apply("");
        assertThat(cache.get(key, loader)).isEqualTo("LinkedList[a]1");
        ticker.advance(AGE);
        cache.get(key, loader);
        key.add("b");
        later.run();
        assertThat(cache.get(new ArrayList<>(List.of("a")), loader)).isEqualTo("LinkedList[a]2");
    }

    @Test
    void memoizedFunctionsAreRenewed() {
        Supplier<String> supplier = memo.memoize("s", REFRESHED, () -> script.apply("s"));
        Function<String, String> function = memo.memoize("f", REFRESHED, script);
        BiFunction<String, String, String> pair =
                memo.memoize("b", REFRESHED, (String a, String b) -> script.apply(a + b));
        assertThat(Arrays.asList(supplier.get(), function.apply("f"), pair.apply("x", "y")))
                .containsExactly("s1", "f2", "xy3");
        ticker.advance(AGE);
        assertThat(Arrays.asList(supplier.get(), function.apply("f"), pair.apply("x", "y")))
                .containsExactly("s1", "f2", "xy3");
        later.run();
        assertThat(Arrays.asList(supplier.get(), function.apply("f"), pair.apply("x", "y")))
                .containsExactly("s4", "f5", "xy6");
    }

    @Test
    void proxiesAreRenewedOnTheSameObject() {
        Asked fast = memo.proxy(Asked.class, new Answers("a"));
        Asked other = memo.proxy(Asked.class, new Answers("b"));
        assertThat(fast.of(1, new int[] {2})).isEqualTo("a1[2]1");
        assertThat(other.of(1, new int[] {2})).isEqualTo("b1[2]1");
        ticker.advance(AGE);
        assertThat(fast.of(1, new int[] {2})).isEqualTo("a1[2]1");
        later.run();
        assertThat(fast.of(1, new int[] {2})).isEqualTo("a1[2]2");
        assertThat(other.of(1, new int[] {2})).isEqualTo("b1[2]1");
    }

    @Test
    void linkedMethodsAreRenewedThroughTheirOwnProbe() throws Throwable {
        LinkedMethod method =
                LinkedMethod.of(engine(), refreshed(Tuned.with()), a -> script.apply(a[0] + "/"), int.class);
        assertThat(method.call(7)).isEqualTo("7/1");
        ticker.advance(AGE);
        for (int i = 0; i < 3; i++) {
            assertThat(method.call(7)).isEqualTo("7/1");
        }
        later.run();
        assertThat(method.call(7)).isEqualTo("7/2");
        assertThat(method.runs()).isEqualTo(2);
        assertThat(method.stats().hits()).isEqualTo(4);
        assertThat(method.stats().misses()).isEqualTo(1);
        assertThat(method.stats().bypasses()).isZero();
        assertThat(method.stats().refreshes()).isEqualTo(1);
    }

    @Test
    void linkedMethodsWithManyArgumentsAndReceiversAreRenewed() throws Throwable {
        LinkedInstanceMethod method = LinkedInstanceMethod.of(
                engine(),
                refreshed(Tuned.with().receiver(Receiver.IDENTITY)),
                a -> script.apply(a[0] + "/" + a[1] + "/"),
                long.class);
        Object receiver = "this";
        assertThat(method.call(receiver, 5L)).isEqualTo("this/5/1");
        ticker.advance(AGE);
        assertThat(method.call(receiver, 5L)).isEqualTo("this/5/1");
        later.run();
        assertThat(method.call(receiver, 5L)).isEqualTo("this/5/2");
    }

    @Test
    void aFailedRefreshOfALinkedMethodLeavesTheOldResult() throws Throwable {
        LinkedMethod method =
                LinkedMethod.of(engine(), refreshed(Tuned.with()), a -> script.apply(a[0] + "/"), int.class);
        method.call(7);
        ticker.advance(AGE);
        method.call(7);
        script.failFromNowOn();
        later.run();
        assertThat(method.call(7)).isEqualTo("7/1");
        assertThat(method.stats().refreshFailures()).isEqualTo(1);
    }

    @Test
    void theClassLoaderAndTheUsersContextsAreCarriedOver() {
        List<String> log = new CopyOnWriteArrayList<>();
        ThreadContext context = logging(log);
        Memo own = Memo.builder()
                .ticker(ticker)
                .executor(later)
                .threadContext(context)
                .build();
        Cache<String, String> cache = own.cache("c", REFRESHED);
        Function<String, String> loader = key -> {
            log.add("loaded");
            return String.valueOf(Thread.currentThread().getContextClassLoader());
        };
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader mine = new ClassLoader(before) {};
        cache.get("k", loader);
        ticker.advance(AGE);
        Thread.currentThread().setContextClassLoader(mine);
        cache.get("k", loader);
        Thread.currentThread().setContextClassLoader(before);
        later.run();
        assertThat(cache.get("k", loader)).isEqualTo(mine.toString());
        assertThat(log).containsExactly("loaded", "captured", "attached", "loaded", "detached");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    private static ThreadContext logging(List<String> log) {
        return () -> {
            log.add("captured");
            return () -> {
                log.add("attached");
                return () -> log.add("detached");
            };
        };
    }

    @Test
    void aContextThatThrowsCostsNoRefresh() {
        Memo own = Memo.builder()
                .ticker(ticker)
                .executor(later)
                .threadContext(() -> {
                    throw new IllegalStateException("as the test wants it");
                })
                .threadContext(() -> () -> {
                    throw new IllegalStateException("as the test wants it");
                })
                .build();
        Cache<String, String> cache = own.cache("c", REFRESHED);
        cache.get("k", script);
        ticker.advance(AGE);
        assertThat(cache.get("k", script)).isEqualTo("k1");
        later.run();
        assertThat(cache.get("k", script)).isEqualTo("k2");
    }

    @Test
    void refreshWorksWithoutATtlAndWithAKeep() {
        Cache<String, String> endless = memo.cache("endless", CacheSettings.of().refresh(AGE));
        Cache<String, String> kept = memo.cache("kept", REFRESHED.keep(Duration.ofHours(1)));
        endless.get("k", key -> "e1");
        kept.get("k", script);
        ticker.advance(Duration.ofMinutes(59));
        assertThat(endless.get("k", key -> "e2")).isEqualTo("e1");
        later.run();
        assertThat(endless.get("k", key -> "e3")).isEqualTo("e2");
        assertThat(kept.get("k", script)).as("stale: the caller loads").isEqualTo("k2");
    }

    @Test
    void threadsOfMemosOwnLoadWhereNoExecutorIsGiven() {
        Memo own = Memo.builder().ticker(ticker).build();
        Cache<String, String> cache = own.cache("c", REFRESHED);
        List<String> threads = new CopyOnWriteArrayList<>();
        CountDownLatch gate = script.waitFromNowOn();
        Function<String, String> loader = key -> {
            threads.add(Thread.currentThread().getName() + " "
                    + Thread.currentThread().isDaemon());
            return threads.size() == 1 ? "first" : script.apply(key);
        };
        cache.get("k", loader);
        ticker.advance(AGE);
        assertThat(cache.get("k", loader)).isEqualTo("first");
        script.awaitRuns(1);
        assertThat(cache.get("k", loader)).isEqualTo("first");
        gate.countDown();
        assertThat(Eventually.holds(() -> "k1".equals(cache.peek("k")))).isTrue();
        assertThat(threads).hasSize(2).last().isEqualTo("memo-loader true");
    }

    private Engine engine() {
        return new Engine(EngineSettings.builder()
                .maxBytes(1 << 20)
                .ticker(ticker)
                .background(new Background(later, List.of()))
                .build());
    }

    private static Tuned refreshed(Tuned tuned) {
        Freshness none = Freshness.NONE;
        return tuned.ttl(TTL)
                .freshness(new Freshness(0, none.retryNanos(), AGE.toNanos(), 0, none.patience(), none.lives()));
    }

    /** What is memoized. */
    interface Asked {
        @Cached(ttl = "10m", refresh = "5m")
        String of(long number, int[] more);
    }

    /** Numbers its answers. Confined to one thread. */
    private static final class Answers implements Asked {
        private final String name;
        private int runs;

        Answers(String name) {
            this.name = name;
        }

        @Override
        public String of(long number, int[] more) {
            return name + number + Arrays.toString(more) + ++runs;
        }
    }
}
