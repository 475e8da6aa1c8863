// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A backend that is down says so after 50 ms, and 101 callers want one key.
 *
 * <p>Right: everyone gets the exception that the backend threw, itself and not in another one, all of them within two
 * seconds; and nothing of it stays behind, the next caller gets the price. Time counts from when all wait. Thread-safe.
 */
final class ThrowingLeader extends Scenario {
    private static final long PRODUCT = 1;
    private static final int CALLERS = 101;
    private static final long LOAD_MILLIS = 50;
    private static final double BOUND_SECONDS = 2;

    private final CountDownLatch allWait = new CountDownLatch(1);
    private volatile boolean down = true;

    @Override
    public String load(long product) {
        Latches.await(allWait);
        if (down) {
            Latches.work(LOAD_MILLIS);
            throw new DownException();
        }
        return priceOf(product);
    }

    @Override
    String perform() throws WrongException, InterruptedException {
        List<Caller> callers = Caller.start(CALLERS, () -> peer().price(PRODUCT));
        Caller.untilAllWait(callers);
        begin();
        allWait.countDown();
        for (Caller caller : callers) {
            Reply reply = caller.reply();
            WrongException.unless(reply.thrown() instanceof DownException, "a caller got " + reply);
        }
        Outcome all = outcome(Verdict.RIGHT, "");
        WrongException.unless(
                all.seconds() <= BOUND_SECONDS,
                "the backend that is down was called again and again, one after another");
        down = false;
        Caller.start(() -> peer().price(PRODUCT)).reply().mustBe(priceOf(PRODUCT), "the next caller");
        return "";
    }

    @Override
    void release() {
        allWait.countDown();
    }

    /** What the backend says. Immutable. */
    private static final class DownException extends RuntimeException {
        private static final long serialVersionUID = 1;

        DownException() {
            super("the backend is down");
        }
    }
}
