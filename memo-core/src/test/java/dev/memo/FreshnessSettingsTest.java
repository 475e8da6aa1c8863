// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings of values that age, of direct caches: contradictions are refused, all at once. */
@Tag("parity-51")
class FreshnessSettingsTest {
    private static final CacheSettings<Object, Object> NONE = CacheSettings.of();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Memo memo = Memo.create();

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        NONE.ttl(MINUTE).keep(Duration.ZERO),
                        "keep must be positive, was PT0S. Leave it out for no longer than the ttl."),
                Arguments.of(NONE.keep(MINUTE), "keep is set, but no ttl. Add ttl: values are fresh until then."),
                Arguments.of(
                        NONE.ttl(MINUTE).keep(Duration.ofSeconds(59)),
                        "keep must be at least ttl, was PT59S with ttl PT1M. Both count from the write: make keep"
                                + " longer, or leave it out."),
                Arguments.of(
                        NONE.ttl(MINUTE).retry(MINUTE),
                        "retry is set, but neither keep nor refresh. Add one of them, or leave retry out."),
                Arguments.of(
                        NONE.ttl(MINUTE).refresh(MINUTE),
                        "refresh must be below ttl, was PT1M with ttl PT1M. Values end before they are old enough: make"
                                + " it shorter."),
                Arguments.of(
                        NONE.refresh(Duration.ZERO), "refresh must be positive, was PT0S. Leave it out for never."),
                Arguments.of(NONE.ttl(MINUTE).keep(Nulls.any()), "keep must not be null. Leave it out."));
    }

    static Stream<Arguments> moreThatIsWrong() {
        return Stream.of(
                Arguments.of(
                        NONE.lock(new ReentrantLock()).hard(MINUTE),
                        "lock is set, and hard, which has another thread load than the one that took the lock. Leave one of"
                                + " them out, or use deadline."),
                Arguments.of(
                        NONE.ttl(MINUTE).soft(MINUTE),
                        "soft is set, but no keep, so that there is no stale value to give. Add keep, or leave soft out."),
                Arguments.of(
                        NONE.ttl(MINUTE).keep(MINUTE).soft(MINUTE).hard(MINUTE),
                        "soft must be below hard, was PT1M with hard PT1M. Make it shorter."),
                Arguments.of(
                        NONE.early(1),
                        "early is set, but no ttl, before whose end it would be. Add ttl, or leave early out."),
                Arguments.of(
                        NONE.ttl(MINUTE).early(-1),
                        "early must be from 0 to 1000, was -1.0. Leave it out for none, or write 1."),
                Arguments.of(
                        NONE.nullTtl(MINUTE).cacheNull(false),
                        "nullTtl is set, but null is not kept, as cacheNull is off. Leave one of them out."),
                Arguments.of(
                        NONE.emptyTtl(Duration.ZERO), "emptyTtl must be positive, was PT0S. Leave it out for the ttl."),
                Arguments.of(
                        NONE.failures(MINUTE),
                        "failures must name a class of exceptions, was none. Name one, or leave failures out."));
    }

    @ParameterizedTest
    @MethodSource({"wrong", "moreThatIsWrong"})
    void aContradictionIsRefusedWithPlaceValueAndRemedy(CacheSettings<Object, Object> settings, String message) {
        assertThatThrownBy(() -> memo.cache("users", settings))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("memo.cache(\"users\"): " + message);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> memo.cache(
                        "users",
                        NONE.ttl(MINUTE)
                                .keep(Duration.ofSeconds(1))
                                .retry(Duration.ZERO)
                                .maxEntries(0)))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessageStartingWith("3 problems in memo.cache(\"users\"):");
    }

    @Test
    void whatIsKeptForeverIsStaleForever() {
        Cache<String, String> cache = memo.cache("c", NONE.ttl(MINUTE).keep(ChronoUnit.FOREVER.getDuration()));
        cache.put("k", "v");
        assertThat(cache.get("k")).isEqualTo("v");
    }
}
