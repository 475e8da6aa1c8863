// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How old a result is, where results of one method live differently long and none is kept past its end. */
class AgeTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();

    private static @Nullable Duration age(Function<Integer, Integer> function, int key) {
        Observation<Integer> found = Memo.observe(() -> function.apply(key));
        assertThat(found.outcome()).isEqualTo(Observation.Outcome.HIT);
        return found.age();
    }

    @Test
    void jitterHidesNoAge() {
        Function<Integer, Integer> next = memo.memoize(
                "next", CacheSettings.<Integer, Integer>of().ttl(MINUTE).jitter(0.5), n -> n + 1);
        for (int key = 0; key < 20; key++) {
            assertThat(next.apply(key)).isEqualTo(key + 1);
            ticker.advance(SECOND);
        }
        for (int key = 0; key < 20; key++) {
            assertThat(age(next, key)).isEqualTo(SECOND.multipliedBy(20 - key));
        }
    }

    @Test
    void lifeOfItsOwnIsOfAnAgeThatIsNotKnownAndOthersBesideAreStillKnown() {
        Function<Integer, Integer> next = memo.memoize(
                "next",
                CacheSettings.<Integer, Integer>of()
                        .ttl(MINUTE)
                        .ttl((key, value) -> key == 1 ? Duration.ofSeconds(30) : null),
                n -> n + 1);
        assertThat(next.apply(1) + next.apply(2)).isEqualTo(5);
        ticker.advance(SECOND);
        assertThat(age(next, 1)).isNull();
        assertThat(age(next, 2)).isEqualTo(SECOND);
    }

    @Test
    void oneThatWhatItWasComputedFromEndsSoonerHidesOnlyItsOwn() {
        Function<Integer, Integer> inner =
                memo.memoize("inner", CacheSettings.<Integer, Integer>of().ttl(SECOND.multipliedBy(10)), n -> n);
        Function<Integer, Integer> outer = memo.memoize(
                "outer",
                CacheSettings.<Integer, Integer>of().ttl(MINUTE).jitter(0.1),
                n -> n == 1 ? inner.apply(n) : n);
        assertThat(outer.apply(1) + outer.apply(2)).isEqualTo(3);
        ticker.advance(SECOND);
        assertThat(age(outer, 1)).isNull();
        assertThat(age(outer, 2)).isEqualTo(SECOND);
        ticker.advance(SECOND.multipliedBy(9));
        assertThat(Memo.observe(() -> outer.apply(1)).outcome()).isEqualTo(Observation.Outcome.MISS);
        assertThat(age(outer, 2)).isEqualTo(SECOND.multipliedBy(10));
    }
}
