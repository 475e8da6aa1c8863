// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One of ten threads that wait for another's long load is interrupted.
 *
 * <p>Right: it is back within two seconds, while the load goes on, with the price or an exception, and with its
 * interrupt flag still set; the others, and the one that loads, get the price when the load ends. Thread-safe.
 */
final class InterruptedWaiter extends Scenario {
    private static final long PRODUCT = 1;
    private static final int WAITERS = 10;
    private static final int BACK_SECONDS = 2;

    private final CountDownLatch loading = new CountDownLatch(1);
    private final CountDownLatch enough = new CountDownLatch(1);
    private final AtomicBoolean first = new AtomicBoolean(true);

    @Override
    public String load(long product) {
        if (first.compareAndSet(true, false)) {
            loading.countDown();
            Latches.await(enough);
        }
        return priceOf(product);
    }

    @Override
    String perform() throws WrongException, InterruptedException {
        Caller leader = Caller.start(() -> peer().price(PRODUCT));
        loading.await();
        List<Caller> waiters = Caller.start(WAITERS, () -> peer().price(PRODUCT));
        Caller.untilAllWait(waiters);
        begin();
        waiters.get(0).interrupt();
        Reply interrupted = waiters.get(0).replyWithin(BACK_SECONDS);
        enough.countDown();
        leader.reply().mustBe(priceOf(PRODUCT), "the one that loads");
        for (Caller waiter : waiters.subList(1, WAITERS)) {
            waiter.reply().mustBe(priceOf(PRODUCT), "one of the others");
        }
        check(interrupted);
        return "";
    }

    private static void check(@Nullable Reply interrupted) throws WrongException {
        if (interrupted == null) {
            throw new WrongException("the interrupt was not heard, its thread waited for the end of the load");
        }
        WrongException.unless(
                interrupted.thrown() != null || interrupted.is(priceOf(PRODUCT)),
                "the one interrupted got " + interrupted);
        WrongException.unless(interrupted.interrupted(), "the interrupt was lost, its thread no longer knows of it");
    }

    @Override
    void release() {
        enough.countDown();
    }
}
