// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Two callers ask for a price to come, the first of them cancels its future, then the backend answers.
 *
 * <p>Right: the second gets the price within {@link #SOON_SECONDS}, and so does a third who asks after that; a thread
 * never waits in asking. Thread-safe.
 */
final class CancelledFirstCaller extends Scenario {
    private static final long PRODUCT = 1;

    private final CompletableFuture<String> answer = new CompletableFuture<>();

    @Override
    public String load(long product) {
        throw new AssertionError("nobody asks for a price at once");
    }

    @Override
    public CompletableFuture<String> loadLater(long product) {
        return loads() == 1 ? answer : CompletableFuture.completedFuture(priceOf(product));
    }

    @Override
    String perform() throws WrongException, InterruptedException {
        CompletableFuture<String> first = peer().later(PRODUCT);
        CompletableFuture<String> second = peer().later(PRODUCT);
        first.cancel(true);
        answer.complete(priceOf(PRODUCT));
        replyOf(second).mustBe(priceOf(PRODUCT), "the second caller");
        replyOf(peer().later(PRODUCT)).mustBe(priceOf(PRODUCT), "the third caller");
        return "";
    }

    private static Reply replyOf(CompletableFuture<String> future) throws InterruptedException {
        try {
            return new Reply(future.get(SOON_SECONDS, TimeUnit.SECONDS), null, false);
        } catch (ExecutionException | CompletionException e) {
            return new Reply(null, e.getCause(), false);
        } catch (CancellationException | TimeoutException e) {
            return new Reply(null, e, false);
        }
    }
}
