// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.woven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.annotation.MemoLoadTimeoutException;
import dev.memo.annotation.Storage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Woven methods whose results age: served stale when the method throws, renewed by a thread of Memo's. */
@Timeout(60)
class FreshnessWovenTest {
    private static final int TRIES = 20_000;
    private static final long NAP_NANOS = 1_000_000;
    private static final AtomicInteger STATIC_RUNS = new AtomicInteger();

    private final Rates rates = new Rates();

    @Test
    void aStaleResultIsReturnedWhereTheMethodThrows() throws Exception {
        assertThat(rates.number(7)).isEqualTo(7);
        assertThat(rates.large(7)).isEqualTo(7L << 40);
        assertThat(rates.text("a")).isEqualTo("a");
        assertThat(rates.nothing("a")).isNull();
        rates.failing.set(true);
        assertThat(rates.number(7)).isEqualTo(7);
        assertThat(rates.large(7)).isEqualTo(7L << 40);
        assertThat(rates.text("a")).isEqualTo("a");
        assertThat(rates.nothing("a")).isNull();
        assertThatThrownBy(() -> rates.text("never loaded"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("down");
        assertThat(Memo.runtime().method(Rates.class, "text").stats().staleServes())
                .isPositive();
    }

    @Test
    void aPrivateMethodIsRenewedInTheBackground() {
        int first = rates.askedFor(1);
        assertThat(comes(() -> rates.askedFor(1), n -> n > first)).isTrue();
        assertThat(rates.threads.get()).startsWith("memo-loader");
        assertThat(Memo.runtime().method(Rates.class, "renewed").stats().refreshes())
                .isPositive();
        assertThat(Memo.runtime().method(Rates.class, "renewed").stats().bypasses())
                .isZero();
    }

    @Test
    void aStaticMethodIsRenewedInTheBackground() {
        int first = Rates.shared("x", 2L);
        assertThat(comes(() -> Rates.shared("x", 2L), n -> n > first)).isTrue();
    }

    @Test
    void theOriginalIsRenewedThoughThereIsAnOverride() {
        Rates overriding = new Rates() {
            @Override
            int open(int n) {
                return 1_000 + super.open(n);
            }
        };
        int first = overriding.open(3);
        assertThat(comes(() -> overriding.open(3), n -> n > first)).isTrue();
        assertThat(overriding.open(3)).isBetween(1_000, 1_999);
    }

    @Test
    void aMethodThatTakesTooLongIsGivenUpWithAnExceptionThatTheApplicationKnows() {
        assertThat(rates.slow(0)).isZero();
        assertThatThrownBy(() -> rates.slow(1))
                .isExactlyInstanceOf(MemoLoadTimeoutException.class)
                .hasMessageStartingWith("FreshnessWovenTest.Rates.slow: ");
        rates.gate.countDown();
    }

    @Test
    void aResultSaysHowLongItIsServed() {
        Token longLived = rates.token(Duration.ofHours(1));
        assertThat(rates.token(Duration.ofHours(1))).isSameAs(longLived);
        Token over = rates.token(Duration.ZERO);
        assertThat(rates.token(Duration.ZERO)).isNotSameAs(over);
    }

    /** Knows how long it lives. Immutable. */
    record Token(Duration life) {}

    private static boolean comes(IntSupplier call, IntPredicate expected) {
        for (int i = 0; i < TRIES; i++) {
            if (expected.test(call.getAsInt())) {
                return true;
            }
            LockSupport.parkNanos(NAP_NANOS);
        }
        return false;
    }

    /** Everything is stale, or old enough to be renewed, at once. Thread-safe. */
    static class Rates {
        private final AtomicBoolean failing = new AtomicBoolean();
        private final CountDownLatch gate = new CountDownLatch(1);
        private final AtomicInteger runs = new AtomicInteger();
        private final AtomicReference<String> threads = new AtomicReference<>("");

        @Cached(ttl = "1ns", keep = "1h")
        int number(int n) throws IOException {
            check();
            return n;
        }

        @Cached(ttl = "1ns", keep = "1h")
        long large(long n) throws IOException {
            check();
            return n << 40;
        }

        @Cached(ttl = "1ns", keep = "1h")
        String text(String of) throws IOException {
            check();
            return of;
        }

        @Cached(ttl = "1ns", keep = "1h")
        @Nullable
        String nothing(String of) throws IOException {
            check();
            return null;
        }

        int askedFor(int n) {
            return renewed(n);
        }

        @Cached(ttl = "1h", refresh = "1ns", retry = "1ns")
        private int renewed(int n) {
            threads.set(Thread.currentThread().getName());
            return Math.max(n, runs.incrementAndGet());
        }

        @Cached(ttl = "1h", refresh = "1ns", retry = "1ns")
        static int shared(String name, long number) {
            return STATIC_RUNS.incrementAndGet();
        }

        @Cached(ttl = "1h", refresh = "1ns", retry = "1ns")
        int open(int n) {
            return runs.incrementAndGet();
        }

        @Cached(hard = "300ms")
        int slow(int n) {
            try {
                return n > 0 && !gate.await(30, TimeUnit.SECONDS) ? -1 : n;
            } catch (InterruptedException e) {
                return -1;
            }
        }

        @Cached(ttlFrom = "life", storage = Storage.SHARED)
        Token token(Duration life) {
            return new Token(life);
        }

        private void check() throws IOException {
            if (failing.get()) {
                throw new IOException("down");
            }
        }
    }
}
