// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.annotation.MemoTimeoutException;
import dev.memo.annotation.OnTimeout;
import java.util.concurrent.CountDownLatch;

/**
 * A backend that hangs: who waits for it too long gets an exception that says who holds it up, and one may look who waits.
 *
 * <p>{@code java -javaagent:memo-agent.jar ... dev.memo.examples.Impatience}. Thread-safe.
 */
public final class Impatience {
    private static final CountDownLatch ASKED = new CountDownLatch(1);
    private static final CountDownLatch ANSWERS = new CountDownLatch(1);

    private Impatience() {}

    /** Asks twice, and lets the backend answer late. */
    public static void main(String[] args) throws InterruptedException {
        Thread first = new Thread(() -> System.out.println("in the end, tea: " + price("tea")), "first-caller");
        first.start();
        ASKED.await();
        try {
            System.out.println("tea: " + price("tea"));
        } catch (MemoTimeoutException e) {
            System.out.println("no price yet: " + e.leader() + " is still in " + e.method());
        }
        Memo.runtime().flights().forEach(flight -> System.out.println(flight.leader() + " loads " + flight.method()));
        ANSWERS.countDown();
        first.join();
        System.out.println("tea: " + price("tea"));
    }

    @Cached(maxWait = "100ms", onTimeout = OnTimeout.FAIL, deadline = "30s")
    static int price(String article) {
        ASKED.countDown();
        try {
            ANSWERS.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return article.length() * 100;
    }
}
