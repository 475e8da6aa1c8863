// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * The load of A asks for B and that of B for A, at the same time in two threads; without a cache both end, as the
 * third call inside is content with what it has.
 *
 * <p>Right: both callers get their price, soon. Thread-safe.
 */
final class CrossedCalls extends Scenario {
    private static final long A = 1;
    private static final long B = 2;

    private final CountDownLatch both = new CountDownLatch(2);
    private final ThreadLocal<Set<Long>> inside = ThreadLocal.withInitial(HashSet::new);

    @Override
    public String load(long product) {
        if (!inside.get().add(product)) {
            return priceOf(product);
        }
        try {
            both.countDown();
            Latches.await(both);
            long other = A + B - product;
            String got = peer().price(other);
            return got.equals(priceOf(other)) ? priceOf(product) : "spoilt by " + got;
        } finally {
            inside.get().remove(product);
        }
    }

    @Override
    String perform() throws WrongException, InterruptedException {
        Caller a = Caller.start(() -> peer().price(A));
        Caller b = Caller.start(() -> peer().price(B));
        a.reply().mustBe(priceOf(A), "the caller of A");
        b.reply().mustBe(priceOf(B), "the caller of B");
        mustBeSoon();
        return "";
    }

    @Override
    void release() {
        both.countDown();
        both.countDown();
    }
}
