// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.MemoTimeoutException;
import dev.memo.annotation.OnTimeout;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loads under a lock of the user's, one that threads own and one that they do not. */
@Timeout(60)
class UserLockTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final ReentrantLock lock = new ReentrantLock();
    private final Hanging original = Hanging.first(1);

    @AfterEach
    void letGo() {
        original.letAllGo();
    }

    @Test
    @Tag("parity-4")
    void eachLoadHoldsTheLockAndHitsDoNot() throws Exception {
        Cache<Integer, Boolean> cache =
                memo.cache("held", CacheSettings.<Integer, Boolean>of().lock(lock));
        assertThat(cache.get(1, key -> lock.isHeldByCurrentThread())).isTrue();
        assertThat(lock.isLocked()).isFalse();
        Crowd owner = Crowd.platform(1, i -> held(() -> original.run())).untilAllWait();
        assertThat(cache.get(1, key -> false)).isTrue();
        original.letGo(0);
        assertThat(owner.outcomes()).containsExactly("run 0");
    }

    @Test
    @Tag("parity-4")
    void loadsOfOtherKeysAndOtherCachesTakeTurns() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Cache<Integer, Integer> one =
                memo.cache("one", CacheSettings.<Integer, Integer>of().lock(lock));
        Cache<Integer, Integer> two =
                memo.cache("two", CacheSettings.<Integer, Integer>of().lock(lock));
        Crowd crowd = Crowd.platform(
                16,
                i -> (i % 2 == 0 ? one : two).get(i, key -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    inside.decrementAndGet();
                    return key;
                }));
        crowd.outcomes();
        assertThat(most).hasValue(1);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void whoHasWaitedForTheLockLooksForTheValueOnceMore() throws Exception {
        Cache<String, Object> cache =
                memo.cache("users", CacheSettings.<String, Object>of().lock(lock));
        CountDownLatch done = new CountDownLatch(1);
        Crowd owner = Crowd.platform(
                1,
                i -> held(() -> {
                    Latches.await(done);
                    return "owner";
                }));
        assertThat(Eventually.holds(lock::isLocked)).isTrue();
        Crowd caller = Crowd.platform(1, i -> cache.get("ann", key -> "loaded"));
        assertThat(Eventually.holds(lock::hasQueuedThreads)).isTrue();
        cache.put("ann", "put by the owner of the lock");
        done.countDown();
        assertThat(owner.outcomes()).containsExactly("owner");
        assertThat(caller.outcomes()).containsExactly("put by the owner of the lock");
        assertThat(cache.stats().hits() + cache.stats().misses())
                .as("one lookup")
                .isEqualTo(1);
        assertThat(cache.stats().loads()).isZero();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void aWaitForTheLockHasItsLimitToo() throws Exception {
        Cache<String, Object> cache = memo.cache(
                "users",
                CacheSettings.<String, Object>of()
                        .lock(lock)
                        .maxWait(Duration.ofSeconds(1))
                        .onTimeout(OnTimeout.FAIL));
        Crowd owner = Crowd.platform(1, i -> held(() -> original.run())).untilAllWait();
        Crowd caller = Crowd.platform(1, i -> cache.get("ann", key -> "loaded"));
        assertThat(Eventually.holds(() -> lock.hasQueuedThreads())).isTrue();
        ticker.advance(Duration.ofSeconds(1));
        assertThat(caller.outcomes()).hasOnlyElementsOfType(MemoTimeoutException.class);
        original.letGo(0);
        owner.outcomes();
        assertThat(cache.get("ann", key -> "loaded")).isEqualTo("loaded");
    }

    @Test
    void aHungHolderOfTheLockKeepsOthersOnlyUntilItsDeadline() throws Exception {
        Cache<String, Object> cache = memo.cache(
                "users", CacheSettings.<String, Object>of().lock(lock).deadline(Duration.ofSeconds(1)));
        Crowd leader = Crowd.platform(1, i -> cache.get("ann", original::run)).untilAllWait();
        Crowd other = Crowd.platform(1, i -> cache.get("bob", key -> "other"));
        assertThat(Eventually.holds(lock::hasQueuedThreads)).isTrue();
        ticker.advance(Duration.ofSeconds(1));
        assertThat(other.outcomes()).containsExactly("other");
        original.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void aCircleThroughALockThatNoThreadOwnsIsFound() throws Exception {
        Lock semaphore = new SemaphoreLock();
        CyclicBarrier both = new CyclicBarrier(2);
        Cache<String, Object> locked =
                memo.cache("locked", CacheSettings.<String, Object>of().lock(semaphore));
        Cache<String, Object> free = memo.cache("free");
        Crowd crowd = Crowd.platform(2, i -> {
            if (i == 0) {
                return locked.get("k", key -> {
                    Latches.meet(both);
                    return free.get("f", other -> "first");
                });
            }
            return free.get("f", key -> {
                Latches.meet(both);
                return locked.get("other", other -> "second");
            });
        });
        assertThat(crowd.outcomes()).hasSize(2).doesNotContainNull().allMatch(outcome -> outcome instanceof String);
        assertThat(semaphore.tryLock()).isTrue();
    }

    @Test
    void aLoadThatLoadsUnderTheSameLockGoesThrough() throws Exception {
        Cache<String, Object> cache =
                memo.cache("users", CacheSettings.<String, Object>of().lock(new SemaphoreLock()));
        assertThat(cache.get("ann", key -> "outer of " + cache.get("bob", other -> "inner")))
                .isEqualTo("outer of inner");
    }

    @Test
    void aLockThatDoesNotWorkFailsNoLoad() {
        Cache<String, Object> cache =
                memo.cache("users", CacheSettings.<String, Object>of().lock(new Broken()));
        assertThat(cache.get("ann", key -> "loaded")).isEqualTo("loaded");
        assertThat(cache.get("ann")).isEqualTo("loaded");
    }

    private Object held(java.util.function.Supplier<Object> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }

    /** A lock by a semaphore: no thread owns it, and nobody may take it twice. */
    private static class SemaphoreLock implements Lock {
        private final Semaphore semaphore = new Semaphore(1);

        @Override
        public void lock() {
            semaphore.acquireUninterruptibly();
        }

        @Override
        public void lockInterruptibly() throws InterruptedException {
            semaphore.acquire();
        }

        @Override
        public boolean tryLock() {
            return semaphore.tryAcquire();
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            return semaphore.tryAcquire(time, unit);
        }

        @Override
        public void unlock() {
            semaphore.release();
        }

        @Override
        public Condition newCondition() {
            throw new UnsupportedOperationException();
        }
    }

    /** A lock whose server is down, say. */
    private static final class Broken extends SemaphoreLock {
        @Override
        public boolean tryLock() {
            throw new IllegalStateException("down");
        }
    }
}
