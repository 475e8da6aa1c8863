// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Governor;
import dev.memo.region.Messages;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the governor says of caches and memoized functions, which have no annotations. The clock moves when it is read. */
@Timeout(120)
class GovernorReportTest {
    private static final CacheSettings<Integer, Integer> NONE = CacheSettings.of();
    private static final int CALLS = 60_000;
    private static final String LEAVE_OUT =
            " bytes held\\. Leave out the arguments that differ on every call, give their"
                    + " classes equals and hashCode, or call the function itself\\.";

    private final AtomicLong nanos = new AtomicLong();
    private final Memo memo = memo(Governor.REPORT);

    @Test
    void aFunctionThatIsNeverAskedAgainIsToldWhoseBypassThereIs() {
        assertSaid(
                CALLS,
                memo.memoize("odd", NONE, n -> n),
                "results are hardly ever asked for again",
                LEAVE_OUT + " Until then, governor = BYPASS of the runtime lets calls go through without Memo\\.");
    }

    @Test
    void aFunctionWithALockIsNotBypassed() {
        Memo bypassing = memo(Governor.BYPASS);
        assertSaid(
                CALLS,
                bypassing.memoize("odd", NONE.lock(new ReentrantLock()), n -> n),
                "results are hardly ever asked for again",
                LEAVE_OUT + " It is not bypassed, as its loads hold a lock\\.");
        assertThat(bypassing.stats().bypasses()).isZero();
    }

    @Test
    void aFunctionWithABarrierPerFunctionIsNotBypassed() {
        assertSaid(
                CALLS,
                memo.memoize("odd", NONE.barrier(Barrier.METHOD), n -> n),
                "results are hardly ever asked for again",
                LEAVE_OUT + " It is not bypassed, as its barrier is METHOD\\.");
    }

    @Test
    void aFunctionThatIsCheapIsToBeCalledItself() {
        assertSaid(
                500,
                memo.memoize("odd", NONE.maxEntries(100), n -> n),
                "hits cost as much as its body",
                " bytes held\\. Call the function itself\\. Until then, governor = BYPASS of the runtime lets calls go"
                        + " through without Memo\\.");
    }

    @Test
    void aCacheThatIsNeverAskedAgainIsSaidInItsOwnWords() {
        Memo bypassing = memo(Governor.BYPASS);
        Cache<Integer, Integer> cache = bypassing.cache("odd");
        assertSaid(
                CALLS,
                n -> cache.get(n, key -> key),
                "values are hardly ever asked for again",
                " bytes held\\. Leave what differs on every call out of its keys, give their classes equals and hashCode, or"
                        + " do without the cache\\. It is not bypassed, as it is called directly\\.");
        assertThat(bypassing.stats().bypasses()).isZero();
    }

    @Test
    void aCacheThatIsTooSmallNeedsRoom() {
        Cache<Integer, Integer> cache = memo.cache("odd", NONE.maxEntries(10));
        assertSaid(
                CALLS,
                n -> cache.get(n, key -> key),
                "values are hardly ever asked for again",
                " bytes held\\. Give its values more room or a longer life \\(maxEntries, maxBytes, ttl, idle\\), or do without"
                        + " the cache\\. It is not bypassed, as it is called directly\\.");
    }

    @Test
    void aCacheWhoseLoadsAreCheapIsNotNeeded() {
        Cache<Integer, Integer> cache = memo.cache("odd", NONE.maxEntries(100));
        assertSaid(
                500,
                n -> cache.get(n, key -> key),
                "hits cost as much as its loads",
                " bytes held\\. Do without the cache\\. It is not bypassed, as it is called directly\\.");
    }

    /** Calls a function with so many arguments, one after the other and again, and asserts what is said of it. */
    private static void assertSaid(int arguments, Function<Integer, Integer> function, String what, String rest) {
        try (Messages messages = new Messages("odd")) {
            for (int i = 0; i < CALLS; i++) {
                assertThat(function.apply(i * 7 % arguments)).isEqualTo(i * 7 % arguments);
            }
            assertThat(messages.all())
                    .singleElement()
                    .asString()
                    .matches("odd: its " + what + ", found [\\d,]+ hits in its last .* and [\\d,]+" + rest);
        }
    }

    private Memo memo(Governor governor) {
        return Memo.builder().governor(governor).ticker(nanos::incrementAndGet).build();
    }
}
