// SPDX-License-Identifier: Apache-2.0
package dev.memo.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A loader that counts its runs per key, and can be made to wait or to throw.
 *
 * <p>A run is counted when it begins. Thread-safe.
 *
 * @param <K> keys, with {@code equals} and {@code hashCode}; may be null
 * @param <V> values; may be null
 */
public final class CountingLoader<K extends @Nullable Object, V extends @Nullable Object> implements Function<K, V> {
    private static final long PATIENCE_SECONDS = 30;

    private final Function<K, V> answer;
    private final Map<Optional<Object>, AtomicInteger> runs = new ConcurrentHashMap<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile @Nullable CountDownLatch gate;
    private volatile @Nullable Supplier<? extends RuntimeException> failure;

    private CountingLoader(Function<K, V> answer) {
        this.answer = answer;
    }

    /** Creates a loader with these values. */
    public static <K extends @Nullable Object, V extends @Nullable Object> CountingLoader<K, V> of(
            Function<K, V> answer) {
        return new CountingLoader<>(answer);
    }

    /** Makes runs from now on wait until the latch opens. Returns this. */
    public CountingLoader<K, V> waitingFor(CountDownLatch latch) {
        gate = latch;
        return this;
    }

    /** Makes runs from now on throw what the supplier gives, or no longer throw if it is null. Returns this. */
    public CountingLoader<K, V> throwing(@Nullable Supplier<? extends RuntimeException> exception) {
        failure = exception;
        return this;
    }

    @Override
    public V apply(K key) {
        runs.computeIfAbsent(Optional.ofNullable(key), k -> new AtomicInteger()).incrementAndGet();
        begun.countDown();
        CountDownLatch latch = gate;
        if (latch != null) {
            await(latch, "its latch has not opened");
        }
        Supplier<? extends RuntimeException> exception = failure;
        if (exception != null) {
            throw exception.get();
        }
        return answer.apply(key);
    }

    /** Returns how many runs there were for all keys. */
    public int runs() {
        return runs.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** Returns how many runs there were for this key. */
    public int runs(K key) {
        AtomicInteger count = runs.get(Optional.<Object>ofNullable(key));
        return count == null ? 0 : count.get();
    }

    /** Waits until the first run has begun. */
    public void awaitFirstRun() {
        await(begun, "no run has begun");
    }

    private static void await(CountDownLatch latch, String what) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("CountingLoader: " + what + ", waited " + PATIENCE_SECONDS
                        + " s. Open the latch, or call the loader from another thread.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("CountingLoader: it was interrupted while it waited.", e);
        }
    }
}
