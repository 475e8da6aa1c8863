// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Cached;
import dev.memo.spi.Stats;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FacadeTest {
    private final AtomicInteger runs = new AtomicInteger();
    private final Squares slow = n -> {
        runs.incrementAndGet();
        return n * n;
    };

    @Test
    void withoutAnAgentAllCallersShareOneRuntime() {
        assertThat(Memo.runtime()).isSameAs(Memo.runtime());
    }

    @Test
    @Tag("parity-55")
    void statisticsCanBeTurnedOff() {
        Memo memo = Memo.builder().statistics(false).build();
        Squares fast = memo.proxy(Squares.class, slow);
        fast.square(3);
        fast.square(3);
        Stats stats = memo.stats();
        assertThat(stats.hits() + stats.misses() + stats.loads()).isZero();
        assertThat(stats.entries()).isEqualTo(1);
        assertThat(runs).hasValue(1);
    }

    @Test
    @Tag("parity-25")
    void theTickerOfARuntimeDecidesWhatHasExpired() {
        AtomicLong now = new AtomicLong();
        Memo memo = Memo.builder().ticker(now::get).ttl(Duration.ofMinutes(1)).build();
        Squares fast = memo.proxy(Squares.class, slow);
        fast.square(3);
        now.set(Duration.ofMinutes(1).toNanos() - 1);
        fast.square(3);
        assertThat(runs).hasValue(1);
        now.incrementAndGet();
        fast.square(3);
        assertThat(runs).hasValue(2);
        assertThat(memo.stats().expirations()).isEqualTo(1);
    }

    @Test
    void invalidateAllForgetsEverything() {
        Memo memo = Memo.create();
        Squares fast = memo.proxy(Squares.class, slow);
        fast.square(3);
        fast.square(4);
        memo.invalidateAll();
        fast.square(3);
        assertThat(runs).hasValue(3);
        assertThat(memo.stats().invalidations()).isEqualTo(2);
    }

    @Test
    void aHandleTellsItsMethod() {
        Memo memo = Memo.create();
        memo.proxy(Squares.class, slow).square(3);
        MemoizedMethodHandle method = memo.methods().get(0);
        assertThat(method.name()).isEqualTo("squares");
        assertThat(method.declaringClass()).isEqualTo(Squares.class.getName());
        assertThat(method.methodName()).isEqualTo("square");
        assertThat(method.descriptor()).isEqualTo("(J)J");
        assertThat(method.invalidateOn(slow, 3L)).isEqualTo(1);
        assertThat(method.invalidate(3L)).isZero();
    }

    @Test
    void aMethodThatWasNotCalledIsNotFound() {
        assertThatThrownBy(() -> Memo.create().method(Squares.class, "square"))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("memo.method(Squares, \"square\"): no memoized method of that name and these parameters has"
                        + " been called, found []. Call it first, and check that it is woven or called through a"
                        + " proxy.");
    }

    interface Squares {
        @Cached(name = "squares")
        long square(long n);
    }
}
