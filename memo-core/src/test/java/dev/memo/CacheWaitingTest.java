// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Cached;
import dev.memo.annotation.MemoCycleException;
import dev.memo.annotation.MemoTimeoutException;
import dev.memo.annotation.OnCycle;
import dev.memo.annotation.OnTimeout;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waits with a limit in direct caches, memoized functions and proxies; what is being loaded; settings that clash. */
@Timeout(60)
class CacheWaitingTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final Hanging original = Hanging.first(2);

    @AfterEach
    void letGo() {
        original.letAllGo();
    }

    @Test
    void aLookupWithALoaderFailsWhenItsTimeIsUp() throws Exception {
        Cache<String, Object> cache = memo.cache(
                "users", CacheSettings.<String, Object>of().maxWait(SECOND).onTimeout(OnTimeout.FAIL));
        Crowd leader = Crowd.platform(1, i -> cache.get("ann", original::run)).untilAllWait();
        Crowd waiter = Crowd.platform(1, i -> cache.get("ann", original::run)).untilAllWait();
        ticker.advance(SECOND);
        assertThat(waiter.outcomes())
                .first()
                .isInstanceOfSatisfying(
                        MemoTimeoutException.class, e -> assertThat(e.method()).isEqualTo("users"));
        original.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
        assertThat(cache.get("ann")).isEqualTo("run 0");
    }

    @Test
    void aMemoizedFunctionRunsPastTheDeadlineOfAHungLoad() throws Exception {
        Function<String, Object> function = memo.memoize(
                "users", CacheSettings.<String, Object>of().deadline(SECOND), (Function<String, Object>) original::run);
        original.letGo(1);
        Crowd leader = Crowd.platform(1, i -> function.apply("ann")).untilAllWait();
        Crowd waiters = Crowd.platform(5, i -> function.apply("ann")).untilAllWait();
        ticker.advance(SECOND);
        assertThat(waiters.outcomes()).containsOnly("run 1");
        original.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
        assertThat(function.apply("ann")).isEqualTo("run 1");
    }

    @Test
    void cachesThatLoadFromEachOtherFailInsteadOfClosingACircle() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        CacheSettings<String, Object> settings =
                CacheSettings.<String, Object>of().onCycle(OnCycle.FAIL);
        List<Cache<String, Object>> caches = List.of(memo.cache("a", settings), memo.cache("b", settings));
        Crowd crowd = Crowd.platform(
                2,
                i -> caches.get(i).get("k", key -> {
                    Latches.meet(both);
                    return caches.get(1 - i).get("k", other -> "inner");
                }));
        assertThat(crowd.outcomes()).hasOnlyElementsOfType(MemoCycleException.class);
    }

    @Test
    void aProxysMethodFailsAsItsAnnotationSays() throws Exception {
        Users users = memo.proxy(Users.class, original::run);
        Crowd leader = Crowd.platform(1, i -> users.find("ann")).untilAllWait();
        Crowd waiter = Crowd.platform(1, i -> users.find("ann")).untilAllWait();
        ticker.advance(Duration.ofSeconds(2));
        assertThat(waiter.outcomes()).hasOnlyElementsOfType(MemoTimeoutException.class);
        original.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
    }

    @Test
    void flightsListsWhatIsBeingLoadedTheOldestFirst() throws Exception {
        Users users = memo.proxy(Users.class, original::run);
        Cache<String, Object> cache = memo.cache("users");
        Crowd first = Crowd.platform(1, i -> users.find("secret")).untilAllWait();
        ticker.advance(SECOND);
        Crowd second =
                Crowd.platform(1, i -> cache.get("secret", original::run)).untilAllWait();
        Crowd waiters =
                Crowd.platform(3, i -> cache.get("secret", original::run)).untilAllWait();
        ticker.advance(SECOND);
        assertThat(memo.flights())
                .containsExactly(
                        new OpenFlight("CacheWaitingTest.Users.find", "crowd-0", Duration.ofSeconds(2), 0),
                        new OpenFlight("users", "crowd-0", SECOND, 3));
        assertThat(memo.flights().toString()).doesNotContain("secret");
        original.letAllGo();
        first.outcomes();
        second.outcomes();
        waiters.outcomes();
        assertThat(memo.flights()).isEmpty();
    }

    @Test
    void settingsThatClashAreRefusedAllAtOnce() {
        assertThatThrownBy(() -> memo.cache(
                        "users",
                        CacheSettings.of()
                                .barrier(Barrier.NONE)
                                .onTimeout(OnTimeout.STALE)
                                .onCycle(OnCycle.FAIL)
                                .deadline(Duration.ZERO)))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("5 problems in memo.cache(\"users\"):\n"
                        + "1. deadline must be positive, was PT0S. Leave it out for none.\n"
                        + "2. onTimeout is STALE, but no wait is ever over, as there is no maxWait. Add maxWait, or leave"
                        + " onTimeout out.\n"
                        + "3. onTimeout is STALE, but nothing is kept past its ttl, as there is no keep. Add keep, or"
                        + " choose RUN or FAIL.\n"
                        + "4. onCycle is set, but nobody waits with barrier NONE. Leave onCycle out, or choose barrier KEY"
                        + " or METHOD.\n"
                        + "5. deadline is set, but nobody waits with barrier NONE. Leave deadline out, or choose barrier"
                        + " KEY or METHOD.");
        assertThatThrownBy(() -> memo.cache("users", CacheSettings.of().maxWait(Duration.ofNanos(-1))))
                .hasMessage("memo.cache(\"users\"): maxWait must be positive, was PT-0.000000001S. Leave it out for no"
                        + " limit.");
    }

    /** What a proxy is made of. */
    interface Users {
        @Cached(maxWait = "2s", onTimeout = OnTimeout.FAIL)
        Object find(String name);
    }
}
