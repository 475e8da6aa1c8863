// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Storage;
import dev.memo.spi.RemovalCause;
import dev.memo.spi.Stats;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A value whose ttl is over is served while one caller loads it anew, and when that does not work; never past its keep. */
@Timeout(60)
class StaleTest {
    private static final Duration TTL = Duration.ofMinutes(1);
    private static final Duration KEEP = Duration.ofHours(1);
    private static final Duration NANO = Duration.ofNanos(1);
    private static final CacheSettings<Object, Object> STALE =
            CacheSettings.of().ttl(TTL).keep(KEEP);

    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final Scripted script = new Scripted();

    @Test
    void aValueIsFreshUntilItsTtlAndLoadedAnewAfterIt() {
        Cache<String, String> cache = memo.cache("c", STALE);
        assertThat(cache.get("k", script)).isEqualTo("k1");
        ticker.advance(TTL.minus(NANO));
        assertThat(cache.get("k", script)).isEqualTo("k1");
        ticker.advance(NANO);
        assertThat(cache.get("k", script))
                .as("the caller that loads gets the new value")
                .isEqualTo("k2");
        assertThat(cache.get("k", script)).isEqualTo("k2");
        ticker.advance(TTL.minus(NANO));
        assertThat(cache.get("k", script))
                .as("its life began with the second load")
                .isEqualTo("k2");
        assertThat(cache.stats().staleServes()).isZero();
        assertThat(cache.stats().loads()).isEqualTo(2);
        assertThat(cache.stats().misses()).isEqualTo(2);
    }

    @Test
    void othersAreServedTheStaleValueWhileOneLoads() throws Exception {
        Cache<String, String> cache = memo.cache("c", STALE);
        cache.get("k", script);
        ticker.advance(TTL);
        CountDownLatch gate = script.waitFromNowOn();
        CompletableFuture<@Nullable String> leader =
                CompletableFuture.supplyAsync(() -> cache.get("k", script), ThreadPerTask.EXECUTOR);
        script.awaitRuns(2);
        for (int i = 0; i < 5; i++) {
            assertThat(cache.get("k", script)).isEqualTo("k1");
        }
        assertThat(cache.get("k"))
                .as("without a loader, too, as it is being loaded")
                .isEqualTo("k1");
        gate.countDown();
        assertThat(leader.get(30, TimeUnit.SECONDS)).isEqualTo("k2");
        assertThat(cache.get("k", script)).isEqualTo("k2");
        Stats stats = cache.stats();
        assertThat(stats.staleServes()).isEqualTo(6);
        assertThat(stats.hits()).isEqualTo(7);
        assertThat(stats.misses()).isEqualTo(2);
        assertThat(stats.loads()).isEqualTo(2);
    }

    @Test
    void aFailedReloadServesTheStaleValueAndIsNotTriedAgainForAWhile() {
        Cache<String, String> cache = memo.cache("c", STALE.retry(Duration.ofSeconds(10)));
        cache.get("k", script);
        ticker.advance(TTL);
        script.failFromNowOn();
        for (int i = 0; i < 5; i++) {
            assertThat(cache.get("k", script)).isEqualTo("k1");
        }
        assertThat(script.runs()).isEqualTo(2);
        ticker.advance(Duration.ofSeconds(10).minus(NANO));
        assertThat(cache.get("k", script)).isEqualTo("k1");
        assertThat(script.runs()).isEqualTo(2);
        ticker.advance(NANO);
        assertThat(cache.get("k", script)).isEqualTo("k1");
        assertThat(script.runs()).isEqualTo(3);
        script.succeedFromNowOn();
        assertThat(cache.get("k", script)).as("it rests").isEqualTo("k1");
        ticker.advance(Duration.ofSeconds(10));
        assertThat(cache.get("k", script)).isEqualTo("k4");
        Stats stats = cache.stats();
        assertThat(stats.loadFailures()).isEqualTo(2);
        assertThat(stats.staleServes()).isEqualTo(8);
        assertThat(stats.misses()).as("four loads began").isEqualTo(4);
        assertThat(stats.hits()).isEqualTo(6);
    }

    @Test
    void nobodyTriesAgainForASecondIfNothingIsSaid() {
        Cache<String, String> cache = memo.cache("c", STALE);
        cache.get("k", script);
        ticker.advance(TTL);
        script.failFromNowOn();
        cache.get("k", script);
        ticker.advance(Duration.ofSeconds(1).minus(NANO));
        cache.get("k", script);
        assertThat(script.runs()).isEqualTo(2);
        ticker.advance(NANO);
        cache.get("k", script);
        assertThat(script.runs()).isEqualTo(3);
    }

    @Test
    void aValuePastItsKeepIsNeverServed() {
        Cache<String, String> cache = memo.cache("c", STALE);
        cache.get("k", script);
        ticker.advance(KEEP.minus(NANO));
        script.failFromNowOn();
        assertThat(cache.get("k", script)).isEqualTo("k1");
        ticker.advance(NANO);
        assertThatThrownBy(() -> cache.get("k", script)).isInstanceOf(IllegalStateException.class);
        assertThat(cache.size()).isZero();
        assertThat(cache.stats().expirations()).isEqualTo(1);
    }

    @Test
    void aReloadThatFailsAfterTheKeepIsOverThrows() {
        Cache<String, String> cache = memo.cache("c", STALE);
        cache.get("k", script);
        ticker.advance(KEEP.minus(NANO));
        assertThatThrownBy(() -> cache.get("k", key -> {
                    ticker.advance(NANO);
                    throw new IllegalStateException("too late");
                }))
                .hasMessage("too late");
    }

    @Test
    void anEntryThatEndsWhileItIsLoadedAnewIsLoadedOnce() throws Exception {
        Cache<String, String> cache = memo.cache("c", STALE);
        cache.get("k", script);
        ticker.advance(TTL);
        CountDownLatch gate = script.waitFromNowOn();
        CompletableFuture<@Nullable String> leader =
                CompletableFuture.supplyAsync(() -> cache.get("k", script), ThreadPerTask.EXECUTOR);
        script.awaitRuns(2);
        ticker.advance(KEEP);
        CompletableFuture<@Nullable String> waiter =
                CompletableFuture.supplyAsync(() -> cache.get("k", script), ThreadPerTask.EXECUTOR);
        assertThat(Eventually.holds(() -> cache.stats().expirations() == 1)).isTrue();
        gate.countDown();
        assertThat(leader.get(30, TimeUnit.SECONDS)).isEqualTo("k2");
        assertThat(waiter.get(30, TimeUnit.SECONDS)).isEqualTo("k2");
        assertThat(cache.get("k", script)).isEqualTo("k2");
        assertThat(script.runs()).isEqualTo(2);
    }

    @Test
    void anEntryThatMakesRoomWhileItIsLoadedAnewIsLoadedOnce() throws Exception {
        Cache<String, String> cache = memo.cache("c", STALE.maxEntries(1).policy("lru"));
        cache.get("k", script);
        ticker.advance(TTL);
        CountDownLatch gate = script.waitFromNowOn();
        CompletableFuture<@Nullable String> leader =
                CompletableFuture.supplyAsync(() -> cache.get("k", script), ThreadPerTask.EXECUTOR);
        script.awaitRuns(2);
        cache.put("other", "o");
        assertThat(cache.stats().evictions()).isEqualTo(1);
        gate.countDown();
        assertThat(leader.get(30, TimeUnit.SECONDS)).isEqualTo("k2");
        assertThat(cache.get("k", script)).isEqualTo("k2");
        assertThat(script.runs()).isEqualTo(2);
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void anInvalidationDuringTheReloadWins() {
        Cache<String, String> cache = memo.cache("c", STALE);
        cache.get("k", script);
        ticker.advance(TTL);
        assertThat(cache.get("k", key -> {
                    cache.remove("k");
                    return "of before the removal";
                }))
                .isEqualTo("of before the removal");
        assertThat(cache.size()).isZero();
        assertThat(cache.get("k", script)).isEqualTo("k2");
    }

    @Test
    void aWriteDuringTheReloadWins() {
        Cache<String, String> cache = memo.cache("c", STALE);
        cache.get("k", script);
        ticker.advance(TTL);
        assertThat(cache.get("k", key -> {
                    cache.put("k", "written");
                    return "loaded";
                }))
                .isEqualTo("loaded");
        assertThat(cache.get("k", script)).isEqualTo("written");
    }

    @Test
    void aReloadWhoseValueIsNotKeptLeavesNothingOld() {
        Cache<String, String> cache = memo.cache("c", STALE.cacheNull(false));
        cache.get("k", script);
        ticker.advance(TTL);
        assertThat(cache.get("k", key -> null)).isNull();
        assertThat(cache.size()).isZero();
        assertThat(cache.get("k", script)).isEqualTo("k2");
    }

    @Test
    void errorsAndInterruptionsAreThrownOn() {
        Cache<String, String> cache = memo.cache("c", STALE);
        cache.get("k", script);
        ticker.advance(TTL);
        assertThatThrownBy(() -> cache.get("k", key -> {
                    throw new AssertionError("of the method");
                }))
                .isInstanceOf(AssertionError.class);
        assertThat(cache.get("k", script))
                .as("others are served it all the same")
                .isEqualTo("k1");
    }

    @Test
    void aLoadThatAsksForItsOwnKeyRunsTheOriginal() {
        Cache<String, String> cache = memo.cache("c", STALE);
        cache.get("k", script);
        ticker.advance(TTL);
        assertThat(cache.get("k", key -> "outer of " + cache.get("k", other -> "inner")))
                .isEqualTo("outer of inner");
        assertThat(cache.get("k", script)).isEqualTo("outer of inner");
    }

    @Test
    void lookupsWithoutALoaderFindFreshValuesOnly() {
        Cache<String, String> cache = memo.cache("c", STALE);
        cache.put("k", "v");
        ticker.advance(TTL);
        assertThat(cache.get("k")).isNull();
        assertThat(cache.peek("k")).isNull();
        assertThat(cache.contains("k")).isFalse();
        assertThat(cache.remaining("k")).isEqualTo(Optional.empty());
        assertThat(cache.lookup("k").outcome()).isEqualTo(Lookup.Outcome.EXPIRED);
        assertThat(cache.keys()).isEmpty();
        assertThat(cache.asMap()).isEmpty();
        assertThat(cache.size()).as("it is kept all the same").isEqualTo(1);
        assertThat(cache.add("k", "w")).isTrue();
        assertThat(cache.get("k")).isEqualTo("w");
        assertThat(cache.remaining("k")).contains(TTL);
    }

    @Test
    void nullIsAStaleValueLikeAnyOther() {
        Cache<String, @Nullable String> cache = memo.cache("c", STALE);
        assertThat(cache.get("k", key -> null)).isNull();
        ticker.advance(TTL);
        script.failFromNowOn();
        assertThat(cache.get("k", script)).isNull();
        assertThat(script.runs()).isEqualTo(1);
        assertThat(cache.stats().staleServes()).isEqualTo(1);
    }

    @Test
    void listenersHearOfTheReplacementAndOfTheEnd() {
        List<String> heard = new CopyOnWriteArrayList<>();
        Cache<String, String> cache = memo.cache(
                "c",
                CacheSettings.<String, String>of()
                        .ttl(TTL)
                        .keep(KEEP)
                        .removalListener((key, value, cause) -> heard.add(value + " " + cause)));
        cache.get("k", script);
        ticker.advance(TTL);
        cache.get("k", script);
        ticker.advance(TTL);
        cache.cleanUp();
        assertThat(heard).containsExactly("k1 " + RemovalCause.REPLACED);
        ticker.advance(KEEP);
        cache.cleanUp();
        assertThat(heard).containsExactly("k1 " + RemovalCause.REPLACED, "k2 " + RemovalCause.EXPIRED);
    }

    @Test
    void idleEndsAStaleValueToo() {
        Cache<String, String> cache = memo.cache("c", STALE.idle(Duration.ofMinutes(10)));
        cache.get("k", script);
        ticker.advance(Duration.ofMinutes(10));
        script.failFromNowOn();
        assertThatThrownBy(() -> cache.get("k", script)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isolatedValuesAreServedAsCopies() {
        Cache<String, List<String>> cache = memo.cache("c", STALE.storage(Storage.ISOLATED));
        List<String> loaded = new CopyOnWriteArrayList<>(List.of("a"));
        cache.get("k", key -> loaded);
        ticker.advance(TTL);
        List<String> stale = cache.get("k", key -> {
            throw new IllegalStateException();
        });
        assertThat(stale).isEqualTo(loaded).isNotSameAs(loaded);
    }
}
