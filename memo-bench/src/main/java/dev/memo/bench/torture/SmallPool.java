// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * Eight orders are cached calls that each take one of four connections and, inside, ask for one cached price, whose
 * load uses the connection that its thread has, as within a transaction, or takes one. A ninth caller wants that price
 * alone, and came first: its load has no connection yet when the orders have taken them all. Without a cache everyone
 * gets on: an order needs no second connection. With one, the orders wait for the price, and its load for them; no
 * lock says so, as a pool's connections have no owner that others could see.
 *
 * <p>Right: all nine get their result within {@link #SOON_SECONDS}. Thread-safe.
 */
final class SmallPool extends Scenario {
    private static final long PRODUCT = 1;
    private static final long FIRST_ORDER = 100;
    private static final int CALLERS = 8;
    private static final int CONNECTIONS = 4;

    private final Semaphore pool = new Semaphore(CONNECTIONS);
    private final ThreadLocal<Boolean> connected = ThreadLocal.withInitial(() -> false);
    private final CountDownLatch loading = new CountDownLatch(1);
    private final CountDownLatch allTaken = new CountDownLatch(CONNECTIONS);

    @Override
    public String load(long product) {
        if (product < FIRST_ORDER && !connected.get()) {
            loading.countDown();
            Latches.await(allTaken);
        }
        return withConnection(product);
    }

    private String withConnection(long product) {
        boolean taken = !connected.get();
        if (taken) {
            take();
        }
        try {
            return product < FIRST_ORDER ? priceOf(product) : product + " at " + peer().bounded(PRODUCT);
        } finally {
            if (taken) {
                connected.set(false);
                pool.release();
            }
        }
    }

    private void take() {
        try {
            pool.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("no connection", e);
        }
        connected.set(true);
        allTaken.countDown();
    }

    @Override
    String perform() throws WrongException, InterruptedException {
        Caller alone = Caller.start(() -> peer().bounded(PRODUCT));
        loading.await();
        begin();
        List<Caller> orders = new ArrayList<>();
        for (long order = FIRST_ORDER; order < FIRST_ORDER + CALLERS; order++) {
            long number = order;
            orders.add(Caller.start(() -> peer().price(number)));
        }
        for (int i = 0; i < CALLERS; i++) {
            orders.get(i).reply().mustBe(FIRST_ORDER + i + " at " + priceOf(PRODUCT), "an order");
        }
        alone.reply().mustBe(priceOf(PRODUCT), "who wanted the price alone");
        mustBeSoon();
        return "";
    }

    @Override
    void release() {
        pool.release(CALLERS + 1);
    }
}
