// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The first load of a key never returns, as of a connection that is dead without anybody knowing; the backend answers
 * all others at once. Ten more callers want the key.
 *
 * <p>Right: all ten get the price within {@link #SOON_SECONDS}, while the first load still hangs. Thread-safe.
 */
final class HungLeader extends Scenario {
    private static final long PRODUCT = 1;
    private static final int OTHERS = 10;

    private final CountDownLatch hangs = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicBoolean first = new AtomicBoolean(true);

    @Override
    public String load(long product) {
        if (first.compareAndSet(true, false)) {
            hangs.countDown();
            Latches.await(never);
        }
        return priceOf(product);
    }

    @Override
    String perform() throws WrongException, InterruptedException {
        Caller.start(() -> peer().bounded(PRODUCT));
        hangs.await();
        begin();
        List<Caller> others = Caller.start(OTHERS, () -> peer().bounded(PRODUCT));
        for (Caller other : others) {
            other.reply().mustBe(priceOf(PRODUCT), "one of those who came after");
        }
        mustBeSoon();
        return "";
    }

    @Override
    void release() {
        never.countDown();
    }
}
