// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.woven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Woven methods that call woven methods: what they compute ends with what they were given, and is dropped with it. */
@Timeout(60)
class NestedWovenTest {
    private static final int TRIES = 20_000;
    private static final long NAP_NANOS = 1_000_000;

    private final Shop shop = new Shop();

    @Test
    void aResultWithoutTtlEndsWithTheOneThatItWasComputedFrom() {
        assertThat(shop.price(1)).isEqualTo(1);
        int first = shop.offer(1); // by a hit, most likely
        assertThat(comes(() -> shop.offer(1), n -> n > first)).isTrue();
    }

    @Test
    void aResultStaysWhereItDoesNotCount() {
        int first = shop.printed(2);
        int price = shop.price(2);
        assertThat(comes(() -> shop.price(2), n -> n > price)).isTrue();
        assertThat(shop.printed(2)).isEqualTo(first);
    }

    @Test
    void aDependentResultIsDroppedWithTheOneThatItWasComputedFrom() {
        int stock = shop.stock(3);
        assertThat(shop.shelf(3)).isEqualTo(stock);
        assertThat(shop.shelf(3)).isEqualTo(stock);
        shop.sell(3);
        assertThat(shop.shelf(3)).isGreaterThan(stock);
        int then = shop.shelf(3);
        Memo.invalidate(() -> shop.stock(3));
        assertThat(shop.shelf(3)).isGreaterThan(then);
        assertThat(shop.label(3)).isEqualTo(shop.shelf(3));
    }

    @Test
    void aSoftInvalidationLeavesTheResultToBeServedWhereTheMethodThrows() {
        int rate = shop.rate(4);
        shop.down = true;
        shop.rateChanges(4);
        assertThat(shop.rate(4)).isEqualTo(rate);
        shop.down = false;
        assertThat(comes(() -> shop.rate(4), n -> n > rate)).isTrue();
    }

    private static boolean comes(IntSupplier value, IntPredicate expected) {
        for (int i = 0; i < TRIES; i++) {
            if (expected.test(value.getAsInt())) {
                return true;
            }
            LockSupport.parkNanos(NAP_NANOS);
        }
        return false;
    }

    /** Results that come of others. */
    static class Shop {
        private final AtomicInteger runs = new AtomicInteger();
        private volatile boolean down;

        @Cached(ttl = "100ms")
        int price(long id) {
            return runs.incrementAndGet();
        }

        @Cached
        int offer(long id) {
            return price(id);
        }

        @Cached(nestedTtl = false)
        int printed(long id) {
            return price(id);
        }

        @Cached
        int stock(long id) {
            return runs.incrementAndGet();
        }

        @Cached(dependencies = true)
        int shelf(long id) {
            return stock(id);
        }

        @Cached(dependencies = true)
        int label(long id) {
            return shelf(id);
        }

        @Invalidates(method = "stock", args = "0")
        void sell(long id) {}

        @Cached(ttl = "1h", keep = "2h", retry = "1ms")
        int rate(long id) {
            if (down) {
                throw new IllegalStateException("down");
            }
            return runs.incrementAndGet();
        }

        @Invalidates(method = "rate", args = "0", soft = true)
        void rateChanges(long id) {}
    }
}
