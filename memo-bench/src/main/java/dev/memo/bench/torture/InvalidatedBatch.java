// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A load of two prices has read both, and is not done; one of them changes, and the cache is told so.
 *
 * <p>Right: who asks for both after the load has ended gets the new one. Thread-safe.
 */
final class InvalidatedBatch extends Scenario {
    private static final long CHANGED = 1;
    private static final long OTHER = 2;
    private static final List<Long> BOTH = List.of(CHANGED, OTHER);
    private static final String NEW = "new price";
    private static final int BACK_SECONDS = 1;

    private final CountDownLatch loading = new CountDownLatch(1);
    private final CountDownLatch enough = new CountDownLatch(1);
    private final AtomicBoolean first = new AtomicBoolean(true);
    private volatile boolean changed;

    @Override
    public String load(long product) {
        throw new AssertionError("nobody asks for one price");
    }

    @Override
    public Map<Long, String> loadAll(Collection<Long> products) {
        Map<Long, String> read = pricesOf(products);
        if (changed) {
            read.replace(CHANGED, NEW);
        }
        if (first.compareAndSet(true, false)) {
            loading.countDown();
            Latches.await(enough);
        }
        return read;
    }

    @Override
    String perform() throws WrongException, InterruptedException {
        warmUpMany();
        Caller leader = Caller.start(() -> peer().prices(BOTH).toString());
        loading.await();
        begin();
        changed = true;
        Caller teller = Caller.start(() -> {
            peer().changed(CHANGED);
            return "told";
        });
        Reply told = teller.replyWithin(BACK_SECONDS);
        enough.countDown();
        teller.reply().mustBe("told", "who told of the change");
        leader.reply();
        price(CHANGED).mustBe(NEW, "who asked for the changed price after the load");
        price(OTHER).mustBe(priceOf(OTHER), "who asked for the other price after the load");
        return told == null ? "telling it took until the load ended" : "";
    }

    private Reply price(long product) throws InterruptedException {
        return Caller.start(() -> String.valueOf(peer().prices(BOTH).get(product)))
                .reply();
    }

    @Override
    void release() {
        enough.countDown();
    }
}
