// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.spi.Ticker;
import dev.memo.spi.Ttl;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long the values of a direct cache live. */
class CacheLifetimeTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration NEVER = ChronoUnit.FOREVER.getDuration();
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final Cache<String, Integer> cache =
            memo.cache("mortal", CacheSettings.of().ttl(MINUTE));

    @Test
    @Tag("parity-18")
    @Tag("parity-21")
    void aValueEndsAtItsTtlHoweverOftenItIsRead() {
        cache.put("k", 1);
        ticker.advance(MINUTE.minusNanos(1));
        assertThat(cache.get("k")).isEqualTo(1);
        ticker.advance(Duration.ofNanos(1));
        assertThat(cache.get("k")).isNull();
        assertThat(cache.size()).isZero();
    }

    @Test
    @Tag("parity-16")
    void aValueInheritsTheTtlOrHasItsOwnOrNone() {
        cache.put("inherits", 1);
        cache.put("own", 2, SECOND);
        cache.put("never", 3, NEVER);
        assertThat(cache.remaining("inherits")).contains(MINUTE);
        assertThat(cache.remaining("own")).contains(SECOND);
        assertThat(cache.remaining("never")).contains(NEVER);
        ticker.advance(SECOND);
        assertThat(cache.keys()).containsExactlyInAnyOrder("inherits", "never");
        ticker.advance(MINUTE);
        assertThat(cache.keys()).containsExactly("never");
        ticker.advance(Duration.ofDays(10_000));
        assertThat(cache.get("never")).isEqualTo(3);
    }

    @Test
    @Tag("parity-16")
    void aCacheWithoutATtlMayHaveValuesThatEnd() {
        Cache<String, Integer> immortal = memo.cache("immortal");
        immortal.put("ends", 1, SECOND);
        immortal.put("stays", 2);
        ticker.advance(SECOND);
        assertThat(immortal.get("ends")).isNull();
        assertThat(immortal.remaining("stays")).contains(NEVER);
        assertThat(immortal.get("stays")).isEqualTo(2);
    }

    @Test
    @Tag("parity-16")
    void aCacheMayRefuseTheTtlOfItsRuntime() {
        Memo mortal = Memo.builder().ticker(ticker).ttl(SECOND).build();
        Cache<String, Integer> inherits = mortal.cache("inherits");
        Cache<String, Integer> never = mortal.cache("never", CacheSettings.of().ttl(NEVER));
        inherits.put("k", 1);
        never.put("k", 1);
        assertThat(inherits.remaining("k")).contains(SECOND);
        assertThat(never.remaining("k")).contains(NEVER);
    }

    @Test
    @Tag("parity-17")
    void aValueMayEndAtAnInstant() {
        Memo atNoon = Memo.builder().ticker(new NoonTicker(ticker)).build();
        Cache<String, Integer> dated = atNoon.cache("dated");
        dated.put("k", 1, NOON.plus(MINUTE));
        assertThat(dated.remaining("k")).contains(MINUTE);
        ticker.advance(MINUTE);
        assertThat(dated.get("k")).isNull();
    }

    @Test
    @Tag("parity-17")
    void anInstantThatIsOverLeavesNothing() {
        Memo atNoon = Memo.builder().ticker(new NoonTicker(ticker)).build();
        Cache<String, Integer> dated = atNoon.cache("dated");
        dated.put("k", 1);
        dated.put("k", 2, NOON);
        assertThat(dated.contains("k")).isFalse();
        assertThat(dated.size()).isZero();
    }

    @Test
    void aFunctionMayGiveEachValueItsTtl() {
        Ttl<String, Integer> seconds = (key, value) -> value == null || value == 0 ? null : Duration.ofSeconds(value);
        Cache<String, Integer> each = memo.cache(
                "each", CacheSettings.<String, Integer>of().ttl(MINUTE).ttl(seconds));
        each.put("own", 5);
        each.put("inherits", 0);
        each.put("explicit", 5, SECOND);
        each.put("own", 7);
        assertThat(each.get("loaded", key -> 3)).isEqualTo(3);
        assertThat(each.remaining("own")).contains(Duration.ofSeconds(7));
        assertThat(each.remaining("inherits")).contains(MINUTE);
        assertThat(each.remaining("explicit")).contains(SECOND);
        assertThat(each.remaining("loaded")).contains(Duration.ofSeconds(3));
    }

    @Test
    void aValueWhoseFunctionSaysThatItHasEndedIsNotKept() {
        Ttl<String, Integer> over = (key, value) -> Duration.ZERO;
        Cache<String, Integer> none =
                memo.cache("none", CacheSettings.<String, Integer>of().ttl(over));
        none.put("k", 1);
        assertThat(none.get("k", key -> 2)).isEqualTo(2);
        assertThat(none.size()).isZero();
    }

    @Test
    void addAndReplaceSayWhetherTheValueIsKept() {
        Ttl<String, Integer> overIfZero = (key, value) -> Duration.ofSeconds(value == null ? 1 : value);
        Cache<String, Integer> some =
                memo.cache("some", CacheSettings.<String, Integer>of().ttl(overIfZero));
        assertThat(some.add("k", 0)).isFalse();
        assertThat(some.contains("k")).isFalse();
        assertThat(some.add("k", 1)).isTrue();
        assertThat(some.replace("k", 2)).isTrue();
        assertThat(some.replace("k", 0)).isFalse();
        assertThat(some.contains("k")).isFalse();
        assertThat(some.asMap().putIfAbsent("k", 0)).isNull();
        assertThat(some.size()).isZero();
    }

    @Test
    void aFunctionThatThrowsReachesTheWriterButNoLoadersCaller() {
        Ttl<String, Integer> broken = (key, value) -> {
            throw new IllegalStateException("broken");
        };
        Cache<String, Integer> none =
                memo.cache("none", CacheSettings.<String, Integer>of().ttl(broken));
        assertThatThrownBy(() -> none.put("k", 1)).hasMessage("broken");
        assertThat(none.get("k", key -> 2)).isEqualTo(2);
        assertThat(none.size()).isZero();
        assertThat(none.stats().rejections()).isEqualTo(2);
    }

    @Test
    @Tag("parity-24")
    void aLifetimeOfNothingIsRefused() {
        assertThatThrownBy(() -> cache.put("k", 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cache \"mortal\".put: a lifetime must be positive, was PT0S. Use remove to end a value.");
        assertThatThrownBy(() -> cache.put("k", 1, SECOND.negated())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cache.put("k", 1, Nulls.<Duration>any())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> cache.put("k", 1, Nulls.<Instant>any())).isInstanceOf(NullPointerException.class);
    }

    @Test
    @Tag("parity-22")
    void theRemainingLifetimeIsThatOfWhicheverEndsFirst() {
        Cache<String, Integer> both =
                memo.cache("both", CacheSettings.of().ttl(MINUTE).idle(Duration.ofSeconds(40)));
        assertThat(both.remaining("k")).isEmpty();
        both.put("k", 1);
        assertThat(both.remaining("k")).contains(Duration.ofSeconds(40));
        ticker.advance(Duration.ofSeconds(30));
        assertThat(both.get("k")).isEqualTo(1);
        assertThat(both.remaining("k")).contains(Duration.ofSeconds(30));
        ticker.advance(Duration.ofSeconds(30));
        assertThat(both.remaining("k")).isEmpty();
    }

    @Test
    @Tag("parity-42")
    void anExpiredKeyCanBeAddedAndNotReplaced() {
        cache.put("k", 1);
        ticker.advance(MINUTE);
        assertThat(cache.replace("k", 2)).isFalse();
        assertThat(cache.remove("k")).isFalse();
        cache.put("k", 1);
        ticker.advance(MINUTE);
        assertThat(cache.add("k", 2)).isTrue();
        assertThat(cache.get("k")).isEqualTo(2);
        assertThat(cache.stats().expirations()).isEqualTo(2);
    }

    @Test
    @Tag("parity-48")
    void cleanUpRemovesAllThatHasEnded() {
        for (int i = 0; i < 1_000; i++) {
            cache.put("key " + i, i, i % 2 == 0 ? SECOND : MINUTE);
        }
        ticker.advance(SECOND);
        cache.cleanUp();
        assertThat(cache.size()).isEqualTo(500);
        assertThat(cache.stats().expirations()).isEqualTo(500);
    }

    /** Shows the fake clock's time as a time after noon. */
    private record NoonTicker(FakeTicker ticker, long start) implements Ticker {
        NoonTicker(FakeTicker ticker) {
            this(ticker, ticker.nanos());
        }

        @Override
        public long nanos() {
            return ticker.nanos();
        }

        @Override
        public Instant now() {
            return NOON.plusNanos(ticker.nanos() - start);
        }
    }
}
