// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The thread that loads is interrupted, which ends its load with an exception; ten others wait for it.
 *
 * <p>Right: the one gets its exception, each of the others either the same one or the price, none of them finds its
 * own interrupt flag set, all within {@link #SOON_SECONDS}; and the next caller gets the price. Thread-safe.
 */
final class InterruptedLeader extends Scenario {
    private static final long PRODUCT = 1;
    private static final int OTHERS = 10;

    private final CountDownLatch loading = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicBoolean first = new AtomicBoolean(true);

    @Override
    public String load(long product) {
        if (first.compareAndSet(true, false)) {
            loading.countDown();
            Latches.await(never);
        }
        return priceOf(product);
    }

    @Override
    String perform() throws WrongException, InterruptedException {
        Caller leader = Caller.start(() -> peer().price(PRODUCT));
        loading.await();
        List<Caller> others = Caller.start(OTHERS, () -> peer().price(PRODUCT));
        Caller.untilAllWait(others);
        begin();
        leader.interrupt();
        Reply interrupted = leader.reply();
        WrongException.unless(
                interrupted.thrown() instanceof IllegalStateException, "the one interrupted got " + interrupted);
        for (Caller other : others) {
            Reply reply = other.reply();
            WrongException.unless(
                    reply.is(priceOf(PRODUCT)) || reply.thrown() == interrupted.thrown(),
                    "one of the others got " + reply);
            WrongException.unless(!reply.interrupted(), "one of the others found itself interrupted");
        }
        Caller.start(() -> peer().price(PRODUCT)).reply().mustBe(priceOf(PRODUCT), "the next caller");
        mustBeSoon();
        return "";
    }

    @Override
    void release() {
        never.countDown();
    }
}
