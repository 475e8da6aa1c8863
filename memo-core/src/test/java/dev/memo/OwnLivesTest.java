// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Storage;
import dev.memo.testkit.FakeTicker;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values that live for another time than the ttl: by an accessor of theirs, as they are null or empty, or exceptions. */
@Timeout(60)
class OwnLivesTest {
    private static final Duration TTL = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final Duration NANO = Duration.ofNanos(1);
    private static final CacheSettings<Object, Object> LIVES =
            CacheSettings.of().ttl(TTL).nullTtl(SHORT).emptyTtl(Duration.ofSeconds(20));

    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();

    @Test
    void nullLivesForItsOwnTime() {
        Cache<String, @Nullable Object> cache = memo.cache("c", LIVES);
        cache.put("none", null);
        cache.put("some", "value");
        assertThat(cache.remaining("none")).contains(SHORT);
        assertThat(cache.remaining("some")).contains(TTL);
        ticker.advance(SHORT);
        assertThat(cache.contains("none")).isFalse();
        assertThat(cache.contains("some")).isTrue();
    }

    @Test
    void whatIsEmptyLivesForItsOwnTime() {
        Cache<String, Object> cache = memo.cache("c", LIVES);
        List<Object> empty =
                List.of(Optional.empty(), List.of(), Map.of(), new int[0], new ArrayList<>(), OptionalInt.empty());
        for (int i = 0; i < empty.size(); i++) {
            cache.put("empty " + i, empty.get(i));
            assertThat(cache.remaining("empty " + i)).contains(Duration.ofSeconds(20));
        }
        for (Object full : List.of(Optional.of(1), List.of(1), new int[1], "", false, 0)) {
            cache.put("full", full);
            assertThat(cache.remaining("full")).contains(TTL);
        }
    }

    @Test
    void jitterSpreadsTheLivesThatTheSettingsGive() {
        CacheSettings<Object, Object> spread = LIVES.emptyTtl(SHORT).jitter(0.5);
        Cache<Integer, @Nullable Object> nulls = memo.cache("nulls", spread);
        Cache<Integer, @Nullable Object> empty = memo.cache("empty", spread);
        Cache<Integer, Object> failed = memo.cache("failed", spread.failures(SHORT, NoSuchElementException.class));
        for (int key = 0; key < 1_000; key++) {
            int k = key;
            nulls.put(key, null);
            empty.put(key, List.of());
            assertThatThrownBy(() -> failed.get(k, OwnLivesTest::missing)).isInstanceOf(NoSuchElementException.class);
        }
        ticker.advance(SHORT.dividedBy(2).minus(NANO));
        assertThat(List.of(nulls.liveSize(), empty.liveSize(), thrown(failed))).containsOnly(1_000L);
        ticker.advance(SHORT.dividedBy(4));
        assertThat(List.of(nulls.liveSize(), empty.liveSize(), thrown(failed)))
                .allSatisfy(live -> assertThat(live).isBetween(400L, 600L));
        ticker.advance(SHORT.dividedBy(4).plus(NANO));
        assertThat(List.of(nulls.liveSize(), empty.liveSize(), thrown(failed))).containsOnly(0L);
    }

    @Test
    void jitterTakesNothingOffALifeThatAFunctionOrAWriteGives() {
        CacheSettings<Object, Object> spread = CacheSettings.of().ttl(TTL).jitter(0.5);
        Cache<Integer, String> told = memo.cache("told", spread.ttl((key, value) -> SHORT));
        Cache<Integer, String> written = memo.cache("written", spread);
        for (int key = 0; key < 1_000; key++) {
            told.put(key, "v");
            written.put(key, "v", SHORT);
        }
        ticker.advance(SHORT.minus(NANO));
        assertThat(told.liveSize() + written.liveSize()).isEqualTo(2_000);
        ticker.advance(NANO);
        assertThat(told.liveSize() + written.liveSize()).isZero();
    }

    @Test
    @Tag("parity-16")
    void aResultsDurationSaysHowLongItIsServed() {
        Tokens original = new Tokens();
        Issuer fast = memo.proxy(Issuer.class, original);
        assertThat(fast.token(60).number()).isEqualTo(1);
        ticker.advance(Duration.ofSeconds(60).minus(NANO));
        assertThat(fast.token(60).number()).isEqualTo(1);
        ticker.advance(NANO);
        assertThat(fast.token(60).number()).isEqualTo(2);
        assertThat(fast.token(0).number()).as("is over at once, and not kept").isEqualTo(3);
        assertThat(fast.token(0).number()).isEqualTo(4);
        assertThat(fast.token(-1).number()).as("null: the ttl counts").isEqualTo(5);
        ticker.advance(TTL.minus(NANO));
        assertThat(fast.token(-1).number()).isEqualTo(5);
    }

    @Test
    @Tag("parity-17")
    void aResultsInstantSaysUntilWhenItIsServed() {
        Tokens original = new Tokens();
        Issuer fast = memo.proxy(Issuer.class, original);
        original.end = ticker.now().plus(SHORT);
        assertThat(fast.dated("a").number).isEqualTo(1);
        ticker.advance(SHORT.minus(NANO));
        assertThat(fast.dated("a").number).isEqualTo(1);
        ticker.advance(NANO);
        assertThat(fast.dated("a").number).isEqualTo(2);
        assertThat(fast.dated("a").number).as("its end is over").isEqualTo(3);
    }

    @Test
    void anAccessorThatThrowsKeepsTheResultFromBeingKept() {
        Tokens original = new Tokens();
        Issuer fast = memo.proxy(Issuer.class, original);
        assertThat(fast.token(-2).number()).isEqualTo(1);
        assertThat(fast.token(-2).number()).isEqualTo(2);
        assertThat(memo.method(Issuer.class, "token").stats().rejections()).isEqualTo(2);
    }

    @Test
    void aNamedExceptionIsThrownAgainTheSameObject() {
        Cache<String, String> cache = memo.cache("c", LIVES.failures(SHORT, NoSuchElementException.class));
        Scripted script = new Scripted();
        Function<String, String> loader = key -> {
            String value = script.apply(key);
            throw new NoSuchElementException(value);
        };
        Throwable first = catchThrowable(() -> cache.get("k", loader));
        assertThat(first).isInstanceOf(NoSuchElementException.class).hasMessage("k1");
        ticker.advance(SHORT.minus(NANO));
        assertThat(catchThrowable(() -> cache.get("k", loader))).isSameAs(first);
        assertThat(script.runs()).isEqualTo(1);
        assertThat(cache.stats().hits()).isEqualTo(1);
        assertThat(cache.stats().loadFailures()).isEqualTo(1);
        ticker.advance(NANO);
        assertThat(catchThrowable(() -> cache.get("k", loader))).hasMessage("k2");
        assertThat(cache.get("other", key -> "o")).isEqualTo("o");
        cache.remove("k");
        assertThat(cache.get("k", key -> "back")).isEqualTo("back");
    }

    @Test
    void aKeptExceptionIsThrownToWhoAsksForManyKeysToo() {
        Cache<String, String> cache =
                memo.cache("c", CacheSettings.<String, String>of().failures(SHORT, NoSuchElementException.class));
        NoSuchElementException failure = new NoSuchElementException("none");
        List<List<String>> asked = new ArrayList<>();
        Function<List<String>, Map<String, String>> loader = keys -> {
            asked.add(keys);
            return Map.of("a", "1", "b", "2");
        };
        assertThatThrownBy(() -> cache.get("b", key -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> cache.getAll(List.of("b"), loader)).isSameAs(failure);
        assertThatThrownBy(() -> cache.getAll(List.of("a", "b"), loader)).isSameAs(failure);
        assertThat(asked).isEmpty();
        assertThat(memo.flights()).isEmpty();
        assertThat(cache.stats().hits()).isEqualTo(2);
        ticker.advance(SHORT);
        assertThat(cache.getAll(List.of("a", "b"), loader)).hasSize(2);
        assertThat(cache.get("b")).isEqualTo("2");
        assertThat(asked).containsExactly(List.of("a", "b"));
    }

    @Test
    void lookupsWithoutALoaderDoNotSeeTheException() {
        List<Object> heard = new ArrayList<>();
        Cache<String, String> cache = memo.cache(
                "c",
                CacheSettings.<String, String>of()
                        .ttl(TTL)
                        .failures(SHORT, IllegalStateException.class)
                        .removalListener((key, value, cause) -> heard.add(key)));
        assertThatThrownBy(() -> cache.get("k", key -> {
                    throw new IllegalStateException("kept");
                }))
                .hasMessage("kept");
        assertThat(cache.get("k")).isNull();
        assertThat(cache.peek("k")).isNull();
        assertThat(cache.lookup("k").outcome()).isEqualTo(Lookup.Outcome.MISS);
        assertThat(cache.contains("k")).isFalse();
        assertThat(cache.keys()).isEmpty();
        assertThat(cache.asMap()).isEmpty();
        assertThat(cache.add("k", "v")).isTrue();
        assertThat(cache.get("k")).isEqualTo("v");
        assertThat(heard).isEmpty();
    }

    @Test
    void otherExceptionsAreNotKeptAndSubclassesAre() throws Exception {
        Tokens original = new Tokens();
        Issuer fast = memo.proxy(Issuer.class, original);
        original.failure = new IOException("of another kind");
        assertThatThrownBy(() -> fast.read("a")).hasMessage("of another kind");
        assertThatThrownBy(() -> fast.read("a")).hasMessage("of another kind");
        assertThat(original.runs).isEqualTo(2);
        original.failure = new FileNotFoundException("a") {
            private static final long serialVersionUID = 1;
        };
        assertThatThrownBy(() -> fast.read("a")).isSameAs(original.failure);
        assertThatThrownBy(() -> fast.read("a")).isSameAs(original.failure);
        assertThat(original.runs).isEqualTo(3);
        ticker.advance(Duration.ofMinutes(1));
        assertThatThrownBy(() -> fast.read("a")).isSameAs(original.failure);
        assertThat(original.runs).isEqualTo(4);
        ticker.advance(Duration.ofMinutes(1));
        original.failure = null;
        assertThat(fast.read("a")).isEqualTo("a");
    }

    @Test
    void anOlderValueGoesBeforeAKeptException() {
        Cache<String, String> cache = memo.cache(
                "c", LIVES.keep(Duration.ofHours(1)).failures(Duration.ofMinutes(30), IllegalStateException.class));
        Scripted script = new Scripted();
        cache.get("k", script);
        ticker.advance(TTL);
        script.failFromNowOn();
        assertThat(cache.get("k", script)).isEqualTo("k1");
        ticker.advance(Duration.ofHours(1));
        assertThatThrownBy(() -> cache.get("k", script)).hasMessage("run 3");
        ticker.advance(Duration.ofMinutes(30).minus(NANO));
        assertThatThrownBy(() -> cache.get("k", script)).hasMessage("run 3");
        ticker.advance(NANO);
        assertThatThrownBy(() -> cache.get("k", script))
                .as("an exception is never stale")
                .hasMessage("run 4");
    }

    private static Object missing(Object key) {
        throw new NoSuchElementException("of " + key);
    }

    /** Returns how many of the exceptions are still thrown; loads the other keys. */
    private static long thrown(Cache<Integer, Object> cache) {
        return IntStream.range(0, 1_000)
                .filter(key -> catchThrowable(() -> cache.get(key, k -> "back")) != null)
                .count();
    }

    /** What is memoized. */
    interface Issuer {
        @Cached(ttl = "10m", ttlFrom = "life")
        Token token(int seconds);

        @Cached(ttl = "10m", ttlFrom = "end", storage = Storage.SHARED)
        Dated dated(String of);

        @Cached(failures = FileNotFoundException.class, failureTtl = "1m")
        String read(String of) throws IOException;
    }

    /** Says how long it lives. Immutable. */
    record Token(int number, int seconds) {
        @Nullable
        Duration life() {
            if (seconds == -2) {
                throw new IllegalStateException("as the test wants it");
            }
            return seconds == -1 ? null : Duration.ofSeconds(seconds);
        }
    }

    /** Says when it ends. Immutable. */
    static final class Dated {
        final int number;

        @SuppressWarnings("unused") // read through a handle
        private final @Nullable Instant end;

        Dated(int number, @Nullable Instant end) {
            this.number = number;
            this.end = end;
        }
    }

    /** Numbers what it gives. Confined to one thread. */
    private static final class Tokens implements Issuer {
        private int runs;
        private @Nullable Instant end;
        private @Nullable IOException failure;

        @Override
        public Token token(int seconds) {
            return new Token(++runs, seconds);
        }

        @Override
        public Dated dated(String of) {
            return new Dated(++runs, end);
        }

        @Override
        public String read(String of) throws IOException {
            runs++;
            if (failure != null) {
                throw failure;
            }
            return of;
        }
    }
}
