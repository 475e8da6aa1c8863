// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * A method that returns a future is remembered by its outcome: those in flight share one computation, and nobody waits.
 *
 * <p>{@code java -javaagent:memo-agent.jar ... dev.memo.examples.AsyncPrices}. Thread-safe.
 */
public final class AsyncPrices {
    private static final CountDownLatch OPEN = new CountDownLatch(1);

    private AsyncPrices() {}

    /** Calls before the price is there, and after. */
    public static void main(String[] args) {
        List<CompletableFuture<Long>> calls = List.of(price("tea"), price("tea"), price("tea"));
        CompletableFuture<Long> impatient = price("tea");
        boolean cancelled = impatient.cancel(true);
        OPEN.countDown();
        Stream<Long> prices = calls.stream().map(CompletableFuture::join);
        System.out.println("three callers: " + prices.toList());
        System.out.println("a hit: " + price("tea").join());
        System.out.println(
                "cancelled: " + cancelled + ", the others: " + calls.get(0).join());
        System.out.println("loads: "
                + Memo.runtime().method(AsyncPrices.class, "price").stats().loads());
    }

    @Cached(ttl = "10m")
    private static CompletableFuture<Long> price(String article) {
        return CompletableFuture.supplyAsync(() -> {
            System.out.println("looking up " + article);
            try {
                OPEN.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return article.length() * 100L;
        });
    }
}
