// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Cached;
import dev.memo.region.Scopes;
import dev.memo.spi.Stats;
import dev.memo.testkit.FakeTicker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of a call in place of its result: drop it, load it again, look for it, tell of it, stay out of it. */
class ScopedCallTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final List<Long> bodies = new ArrayList<>();
    private final AtomicInteger version = new AtomicInteger(1);
    private Prices prices;

    /** Memoized by annotation. */
    interface Prices {
        @Cached(ttl = "1m")
        int price(long id);

        @Cached
        @Nullable
        String nameOf(@Nullable String id) throws IOException;

        @Cached
        int total(long id);

        @Cached
        int of(Hostile key);

        /** Not memoized: calls what is. */
        int twice(long id);
    }

    /** A key without a hash. */
    static final class Hostile {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Hostile;
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("no hash");
        }
    }

    private final class Original implements Prices {
        @Override
        public int price(long id) {
            bodies.add(id);
            return (int) id * 100 + version.get();
        }

        @Override
        public @Nullable String nameOf(@Nullable String id) throws IOException {
            bodies.add(0L);
            if ("broken".equals(id)) {
                throw new IOException("broken");
            }
            return id;
        }

        @Override
        public int total(long id) {
            bodies.add(-id);
            return prices.price(id) + 1000;
        }

        @Override
        public int of(Hostile key) {
            bodies.add(99L);
            return 99;
        }

        @Override
        public int twice(long id) {
            int once = prices.price(id);
            bodies.add(1000L);
            return 2 * once;
        }
    }

    @BeforeEach
    void wrap() {
        prices = memo.proxy(Prices.class, new Original());
    }

    @AfterEach
    void noScopeStaysOpen() {
        assertThat(Scopes.active).isZero();
        assertThat(Scopes.here()).isFalse();
    }

    @Test
    void invalidateDropsTheResultOfTheCallAndNoOther() {
        prices.price(1);
        prices.price(2);
        assertThat(Memo.invalidate(() -> prices.price(1))).isTrue();
        assertThat(Memo.invalidate(() -> prices.price(1))).as("again").isFalse();
        assertThat(bodies).as("no body ran").containsExactly(1L, 2L);
        version.set(2);
        assertThat(prices.price(1)).isEqualTo(102);
        assertThat(prices.price(2)).isEqualTo(201);
        assertThat(stats("price").invalidations()).isEqualTo(1);
    }

    @Test
    void invalidateReachesACallThatOtherCodeMakesAndLeavesThatCode() {
        prices.twice(1);
        bodies.clear();
        assertThat(Memo.invalidate(() -> prices.twice(1))).isTrue();
        assertThat(bodies).as("what was to come after the call").isEmpty();
    }

    @Test
    void invalidateHoldsThoughTheCodeStopsItsEnd() {
        prices.price(1);
        assertThat(Memo.invalidate(() -> {
                    try {
                        return prices.price(1);
                    } catch (Throwable all) {
                        throw new IllegalStateException(all);
                    }
                }))
                .isTrue();
        assertThat(Memo.peek(() -> prices.price(1)).isMiss()).isTrue();
    }

    @Test
    void refreshLoadsTheResultAgainAndKeepsIt() {
        prices.price(1);
        version.set(2);
        assertThat(Memo.refresh(() -> prices.price(1))).isEqualTo(102);
        assertThat(prices.price(1)).isEqualTo(102);
        assertThat(bodies).containsExactly(1L, 1L);
    }

    @Test
    void refreshLeavesWhatTheBodyCallsToMemo() {
        prices.total(1);
        bodies.clear();
        version.set(2);
        assertThat(Memo.refresh(() -> prices.total(1)))
                .as("the price is remembered")
                .isEqualTo(1101);
        assertThat(bodies).containsExactly(-1L);
    }

    @Test
    void refreshThatFailsKeepsNothingAndThrowsWhatTheMethodThrew() throws IOException {
        assertThatThrownBy(() -> Memo.refresh(() -> prices.nameOf("broken"))).isInstanceOf(IOException.class);
        assertThat(Memo.peek(() -> prices.nameOf("broken")).isMiss()).isTrue();
    }

    @Test
    void bypassTakesNothingFromMemoAndKeepsNothingAllTheWayDown() {
        prices.total(1);
        bodies.clear();
        version.set(2);
        assertThat(Memo.bypass(() -> prices.total(1))).isEqualTo(1102);
        assertThat(bodies).containsExactly(-1L, 1L);
        assertThat(prices.total(1)).isEqualTo(1101);
        assertThat(stats("price").bypasses()).isEqualTo(1);
    }

    @Test
    void peekTellsNullFromNothingAndNeverLoads() throws IOException {
        assertThat(Memo.peek(() -> prices.nameOf(null)).isMiss()).isTrue();
        assertThat(bodies).isEmpty();
        prices.nameOf(null);
        Lookup<String> found = Memo.peek(() -> prices.nameOf(null));
        assertThat(found.isHit()).isTrue();
        assertThat(found.value()).isNull();
        assertThat(stats("nameOf").hits()).as("it leaves no trace").isZero();
    }

    @Test
    void peekSeesThatAResultHasEnded() {
        prices.price(1);
        ticker.advance(Duration.ofMinutes(1));
        assertThat(Memo.peek(() -> prices.price(1)).isExpired()).isTrue();
        assertThat(bodies).hasSize(1);
    }

    @Test
    void peekUsesTheHitsOnItsWayAndEndsAtTheFirstMiss() {
        prices.price(2);
        assertThat(Memo.peek(() -> prices.price(prices.price(2) - 200)).isMiss())
                .isTrue();
        prices.price(1);
        assertThat(Memo.peek(() -> prices.price(prices.price(2) - 200) + 0.5).value())
                .isEqualTo(101.5);
    }

    @Test
    void peekDoesNotBelieveCodeThatStopsItsEnd() {
        Lookup<Integer> found = Memo.peek(() -> {
            try {
                return prices.price(1);
            } catch (Throwable all) {
                return -1;
            }
        });
        assertThat(found.isMiss()).isTrue();
    }

    @Test
    void observeTellsHitFromMiss() {
        Observation<Integer> first = Memo.observe(() -> prices.price(1));
        assertThat(first.outcome()).isEqualTo(Observation.Outcome.MISS);
        assertThat(first.value()).isEqualTo(101);
        assertThat(first.loaded()).isTrue();
        assertThat(first.age()).isEqualTo(Duration.ZERO);
        ticker.advance(Duration.ofSeconds(7));
        Observation<Integer> second = Memo.observe(() -> prices.price(1));
        assertThat(second.outcome()).isEqualTo(Observation.Outcome.HIT);
        assertThat(second.loaded()).isFalse();
        assertThat(second.age()).isEqualTo(Duration.ofSeconds(7));
        assertThat(second.waited()).isZero();
        assertThat(stats("price").hits()).as("it counts as ever").isEqualTo(1);
    }

    @Test
    void observeTellsOfTheOutermostCall() {
        prices.price(1);
        Observation<Integer> total = Memo.observe(() -> prices.total(1));
        assertThat(total.outcome()).isEqualTo(Observation.Outcome.MISS);
        assertThat(Memo.observe(() -> prices.total(1)).age())
                .as("without an end")
                .isNull();
    }

    @Test
    void aKeyThatCannotBeMadeIsNothingToDropAndNothingToFind() {
        Hostile key = new Hostile();
        assertThat(Memo.invalidate(() -> prices.of(key))).isFalse();
        assertThat(Memo.peek(() -> prices.of(key)).isMiss()).isTrue();
        assertThat(bodies).isEmpty();
        assertThat(Memo.observe(() -> prices.of(key)).outcome()).isEqualTo(Observation.Outcome.BYPASSED);
        assertThat(Memo.refresh(() -> prices.of(key))).isEqualTo(99);
    }

    @Test
    void memoizedFunctionsAreReachedAndDirectCachesAreNot() {
        Function<String, Integer> length = memo.memoize("length", String::length);
        Cache<String, Integer> cache = memo.cache("cache");
        assertThat(length.apply("abc")).isEqualTo(3);
        assertThat(Memo.peek(() -> length.apply("abc")).value()).isEqualTo(3);
        assertThat(Memo.invalidate(() -> length.apply("abc"))).isTrue();
        assertThat(Memo.peek(() -> length.apply("abc")).isMiss()).isTrue();
        assertThatThrownBy(() -> Memo.invalidate(() -> cache.get("a", key -> 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Memo.invalidate: the code has called no memoized method");
        assertThat(cache.get("a")).isEqualTo(1);
    }

    @Test
    void codeThatCallsNoMemoizedMethodIsRefusedButToBypass() {
        assertThatThrownBy(() -> Memo.peek(() -> 1))
                .hasMessageContaining("Memo.peek")
                .hasMessageContaining("woven");
        assertThatThrownBy(() -> Memo.refresh(() -> 1)).hasMessageContaining("Memo.refresh");
        assertThatThrownBy(() -> Memo.observe(() -> 1)).hasMessageContaining("Memo.observe");
        assertThat(Memo.bypass(() -> 1)).isEqualTo(1);
    }

    @Test
    void whatTheCodeThrowsBeforeTheCallReachesTheCaller() {
        assertThatThrownBy(() -> Memo.invalidate(() -> prices.price(Long.parseLong("x"))))
                .isInstanceOf(NumberFormatException.class);
    }

    @Test
    void aScopeInAnotherIsOnItsOwn() {
        prices.price(1);
        Boolean dropped = Memo.bypass(() -> Memo.invalidate(() -> prices.price(1)));
        assertThat(dropped).isTrue();
        assertThat(Memo.observe(() -> {
                            assertThat(Memo.peek(() -> prices.price(1)).isMiss())
                                    .isTrue();
                            return prices.price(1);
                        })
                        .outcome())
                .isEqualTo(Observation.Outcome.MISS);
    }

    @Test
    void otherThreadsAreNotInTheScope() throws InterruptedException {
        prices.price(1);
        AtomicInteger elsewhere = new AtomicInteger();
        version.set(2);
        Integer here = Memo.bypass(() -> {
            Thread other = new Thread(() -> elsewhere.set(prices.price(1)));
            other.start();
            join(other);
            return prices.price(1);
        });
        assertThat(here).isEqualTo(102);
        assertThat(elsewhere).hasValue(101);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Stats stats(String method) {
        return memo.methods().stream()
                .filter(each -> each.methodName().equals(method))
                .findFirst()
                .orElseThrow()
                .stats();
    }
}
