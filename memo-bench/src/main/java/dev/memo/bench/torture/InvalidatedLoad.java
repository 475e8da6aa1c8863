// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A load has read the old price, and is not done; the price changes, and the cache is told so.
 *
 * <p>Right: every call that begins after the cache was told gets the new price, also one that begins while the load
 * of the old one goes on, and one that begins after it. That telling takes until the load ends is noted. Thread-safe.
 */
final class InvalidatedLoad extends Scenario {
    private static final long PRODUCT = 1;
    private static final int BACK_SECONDS = 1;
    private static final String OLD = "old price";
    private static final String NEW = "new price";

    private final CountDownLatch loading = new CountDownLatch(1);
    private final CountDownLatch enough = new CountDownLatch(1);
    private final AtomicBoolean first = new AtomicBoolean(true);
    private volatile String current = OLD;

    @Override
    public String load(long product) {
        String read = current;
        if (first.compareAndSet(true, false)) {
            loading.countDown();
            Latches.await(enough);
        }
        return read;
    }

    @Override
    String perform() throws WrongException, InterruptedException {
        Caller leader = Caller.start(() -> peer().price(PRODUCT));
        loading.await();
        begin();
        current = NEW;
        Caller teller = Caller.start(() -> {
            peer().changed(PRODUCT);
            return "told";
        });
        Reply told = teller.replyWithin(BACK_SECONDS);
        Caller between = told == null ? null : Caller.start(() -> peer().price(PRODUCT));
        if (between != null) {
            between.replyWithin(BACK_SECONDS);
        }
        enough.countDown();
        teller.reply().mustBe("told", "who told of the change");
        leader.reply();
        check(between);
        Caller.start(() -> peer().price(PRODUCT)).reply().mustBe(NEW, "who called after the load");
        return told == null ? "telling it took until the load ended" : "";
    }

    private static void check(@Nullable Caller between) throws WrongException, InterruptedException {
        if (between != null) {
            between.reply().mustBe(NEW, "who called after it was told");
        }
    }

    @Override
    void release() {
        enough.countDown();
    }
}
