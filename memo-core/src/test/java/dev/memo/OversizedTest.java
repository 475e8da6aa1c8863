// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.link.Tuned;
import dev.memo.spi.Stats;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A value over half of the budget is not kept, and nothing else pays for it. */
class OversizedTest {
    private static final int BUDGET = 10_000;

    private final Engine engine = new Engine(new EngineSettings(BUDGET, 0, 0, null, new LengthCodec()));

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
