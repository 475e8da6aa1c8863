// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memo.bench.peers.Limits;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What Caffeine's questions and answers advise where a load may ask for other keys: an {@code AsyncCache} whose futures
 * the callers complete themselves, so that nothing is locked while they load. A caller who may wait only so long loads
 * for itself then, which is not in the advice but easily added to it. Thread-safe.
 *
 * @see <a href="https://github.com/ben-manes/caffeine/wiki/Faq">Caffeine's questions and answers</a>
 */
final class CaffeineFutures implements Peer {
    private final Original original;
    private final AsyncCache<Long, String> prices = cache();
    private final AsyncCache<Long, String> bounded = cache();
    private final AsyncCache<Long, String> later = cache();

    CaffeineFutures(Original original) {
        this.original = original;
    }

    private static AsyncCache<Long, String> cache() {
        return Caffeine.newBuilder()
                .maximumSize(Limits.ENTRIES)
                .expireAfterWrite(Limits.TTL)
                .buildAsync();
    }

    @Override
    public String price(long product) {
        CompletableFuture<String> mine = new CompletableFuture<>();
        CompletableFuture<String> theirs = prices.asMap().putIfAbsent(product, mine);
        return theirs == null ? load(product, mine) : join(theirs);
    }

    @Override
    public String bounded(long product) {
        CompletableFuture<String> mine = new CompletableFuture<>();
        CompletableFuture<String> theirs = bounded.asMap().putIfAbsent(product, mine);
        if (theirs == null) {
            return load(product, mine);
        }
        try {
            return theirs.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return original.load(product);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Loads, and tells who waits; the cache lets go of a future that fails. */
    private String load(long product, CompletableFuture<String> mine) {
        try {
            String price = original.load(product);
            mine.complete(price);
            return price;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static String join(CompletableFuture<String> theirs) {
        try {
            return theirs.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public CompletableFuture<String> later(long product) {
        return later.get(product, (key, executor) -> original.loadLater(key));
    }

    @Override
    public Map<Long, String> prices(Collection<Long> products) {
        return prices.getAll(
                        products,
                        (missing, executor) ->
                                CompletableFuture.completedFuture(original.loadAll(List.copyOf(missing))))
                .join();
    }

    @Override
    public void changed(long product) {
        prices.synchronous().invalidate(product);
    }
}
