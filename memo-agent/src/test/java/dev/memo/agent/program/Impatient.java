// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.program;

import dev.memo.Memo;
import dev.memo.OpenFlight;
import dev.memo.annotation.Cached;
import dev.memo.annotation.MemoCycleException;
import dev.memo.annotation.MemoTimeoutException;
import dev.memo.annotation.OnCycle;
import dev.memo.annotation.OnTimeout;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;

/** Calls that fail rather than wait too long, or in a circle, and catch the exceptions by their types. */
public final class Impatient {
    private static final CountDownLatch LED = new CountDownLatch(1);
    private static final CountDownLatch RELEASE = new CountDownLatch(1);
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    private Impatient() {}

    @Cached(name = "slow", maxWait = "50ms", onTimeout = OnTimeout.FAIL)
    private static String slow(int key) throws InterruptedException {
        LED.countDown();
        RELEASE.await();
        return "slow " + key;
    }

    @Cached(name = "ping", onCycle = OnCycle.FAIL)
    private static String ping(boolean meets) throws Exception {
        if (meets) {
            BOTH.await();
            return "ping after " + pong(true);
        }
        return "ping";
    }

    @Cached(name = "pong", onCycle = OnCycle.FAIL)
    private static String pong(boolean meets) throws Exception {
        if (meets) {
            BOTH.await();
            return "pong after " + ping(true);
        }
        return "pong";
    }

    /** Runs. */
    public static void main(String[] arguments) throws Exception {
        Thread leader = new Thread(() -> say(() -> slow(7)), "first");
        leader.start();
        LED.await();
        say(() -> slow(7));
        List<OpenFlight> flights = Memo.runtime().flights();
        flights.forEach(f -> System.out.println(f.method() + " by " + f.leader() + ", " + f.waiters() + " wait"));
        RELEASE.countDown();
        leader.join();
        say(() -> slow(7));
        Thread other = new Thread(() -> say(() -> ping(true)));
        other.start();
        say(() -> pong(true));
        other.join();
    }

    private static synchronized void print(String line) {
        System.out.println(line);
    }

    private static void say(Call call) {
        try {
            print(call.call());
        } catch (MemoTimeoutException e) {
            print("caught: " + e.method() + " by " + e.leader() + " is "
                    + (e.age().toMillis() >= 50 ? "old" : "young"));
        } catch (MemoCycleException e) {
            print("caught: a circle of " + e.methods().stream().sorted().toList());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A call of a memoized method. */
    private interface Call {
        String call() throws Exception;
    }
}
