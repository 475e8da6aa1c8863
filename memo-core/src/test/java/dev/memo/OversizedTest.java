// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Barrier;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.link.Tuned;
import dev.memo.spi.Stats;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A value over half, or another share, of the budget is not kept, and nothing else pays for it. */
@Tag("parity-30")
class OversizedTest {
    private static final int BUDGET = 10_000;

    private final Engine engine = new Engine(
            EngineSettings.builder().maxBytes(BUDGET).codec(new LengthCodec()).build());

    @Test
    void aValueOverHalfOfTheBudgetEvictsNothing() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> "x".repeat((int) a[0]), int.class);
        for (int size = 0; size < 20; size++) {
            method.call(size);
        }
        Stats before = method.stats();
        assertThat(method.call(BUDGET / 2 + 1)).asString().hasSize(BUDGET / 2 + 1);
        assertThat(method.call(BUDGET * 100)).asString().hasSize(BUDGET * 100);
        Stats after = method.stats();
        assertThat(after.rejections()).isEqualTo(2);
        assertThat(after.evictions()).isZero();
        assertThat(after.entries()).isEqualTo(before.entries()).isEqualTo(20);
        assertThat(after.bytes()).isEqualTo(before.bytes());
        assertThat(after.puts()).isEqualTo(before.puts());
    }

    @Test
    void theBoundIsExact() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> "x".repeat((int) a[0]), int.class);
        method.call(0);
        int entry = (int) method.stats().bytes();
        method.call(BUDGET / 2 - entry);
        assertThat(method.stats().rejections()).isZero();
        assertThat(method.stats().bytes()).isEqualTo(entry + BUDGET / 2);
        method.call(BUDGET / 2 - entry + 1);
        assertThat(method.stats().rejections()).isEqualTo(1);
        assertThat(method.stats().entries()).isEqualTo(2);
    }

    @Test
    void aMethodsOwnBytesHaveABoundOfTheirOwn() throws Throwable {
        LinkedMethod method =
                LinkedMethod.of(engine, Tuned.with().maxBytes(1_000), a -> "x".repeat((int) a[0]), int.class);
        for (int size = 0; size < 2_000; size++) {
            method.call(size);
            assertThat(method.stats().bytes()).isLessThanOrEqualTo(1_000);
        }
        assertThat(method.stats().rejections()).isGreaterThan(1_400);
        assertThat(method.stats().entries()).isPositive();
    }

    @Test
    void theShareCanBeChosenAndCountsForTheRuntimesLimitAndACachesOwn() {
        for (double share : new double[] {0.25, 0.5, 0.999, 1}) {
            Memo memo = Memo.builder().maxBytes(1_000).maxEntryShare(share).build();
            assertBound(memo.cache("runtime", weighed()), (int) (1_000 * share));
            assertBound(memo.cache("own", weighed().maxBytes(200)), (int) (200 * share));
            assertBound(memo.cache("wide", weighed().maxBytes(5_000)), (int) (1_000 * share));
        }
    }

    @Test
    void whatMayTakeAllTakesTheRoomOfEverythingElse() {
        Memo memo = Memo.builder().maxBytes(1_000).maxEntryShare(1).build();
        Cache<String, Integer> cache = memo.cache("all", weighed());
        cache.put("a", 400);
        cache.put("b", 600);
        cache.put("c", 1_000);
        assertThat(cache.keys()).containsExactly("c");
        assertThat(cache.weight()).isEqualTo(1_000);
    }

    @Test
    void aShareThatIsNoneIsRefused() {
        for (double wrong : new double[] {0, -0.5, 1.01, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Memo.builder().maxEntryShare(wrong).build())
                    .isInstanceOf(MemoConfigurationException.class)
                    .hasMessage("Memo.builder(): maxEntryShare must be over 0 and at most 1, was " + wrong
                            + ". Leave it out for 0.5.");
        }
    }

    private static CacheSettings<String, Integer> weighed() {
        return CacheSettings.<String, Integer>of().weigher((key, value) -> value == null ? 0 : value);
    }

    private static void assertBound(Cache<String, Integer> cache, int most) {
        cache.put("a", most);
        assertThat(cache.weight()).isEqualTo(most);
        assertThatThrownBy(() -> cache.put("a", most + 1))
                .isInstanceOf(EntryTooLargeException.class)
                .hasMessage("cache \"" + cache.name() + "\": a value must take at most " + most
                        + " bytes with its key, this one takes " + (most + 1)
                        + ". Raise maxBytes or the runtime's maxEntryShare, or keep a part of it.");
        assertThat(cache.size()).as("nor the older value").isZero();
        assertThat(cache.stats().evictions()).isZero();
    }

    @Test
    void itLeavesNoOlderValueUnderItsKey() throws Throwable {
        AtomicInteger calls = new AtomicInteger();
        LinkedMethod[] self = new LinkedMethod[1];
        self[0] = LinkedMethod.of(
                engine,
                Tuned.with().barrier(Barrier.NONE),
                a -> {
                    boolean outer = calls.getAndIncrement() == 0;
                    if (outer) {
                        assertThat(quietly(self[0])).isEqualTo("small");
                        assertThat(self[0].stats().entries()).isEqualTo(1);
                    }
                    return outer ? "x".repeat(BUDGET) : "small";
                },
                int.class);
        assertThat(self[0].call(1)).asString().hasSize(BUDGET);
        Stats stats = self[0].stats();
        assertThat(stats.rejections()).isEqualTo(1);
        assertThat(stats.entries()).isZero();
        assertThat(stats.bytes()).isZero();
        assertThat(self[0].call(1)).isEqualTo("small");
        assertThat(self[0].runs()).isEqualTo(3);
    }

    private static Object quietly(LinkedMethod method) {
        try {
            return java.util.Objects.requireNonNull(method.call(1));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
