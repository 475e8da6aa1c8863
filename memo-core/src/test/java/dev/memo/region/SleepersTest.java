// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All who sleep are woken, once and for all. */
@Timeout(60)
class SleepersTest {
    /** Some more than one wakes at a time. */
    private static final int CROWD = 200;

    private final Sleepers sleepers = new Sleepers();
    private final AtomicInteger interrupted = new AtomicInteger();

    @Test
    void allWhoSleepAreWoken() throws Exception {
        List<Thread> crowd = asleep(CROWD);
        sleepers.wake();
        assertThat(sleepers.isAwake()).isTrue();
        untilEnded(crowd);
        assertThat(interrupted).hasValue(0);
    }

    @Test
    void whoIsWokenWakesOthers() throws Exception {
        List<Thread> crowd = asleep(CROWD);
        assertThat(sleepers.wakeBundle()).isTrue();
        untilEnded(crowd);
    }

    @Test
    void whoComesLaterReturnsAtOnce() throws Exception {
        assertThat(sleepers.isAwake()).isFalse();
        sleepers.wake();
        sleepers.sleep();
        sleepers.wake();
        sleepers.sleep();
    }

    @Test
    void whoIsInterruptedLeavesTheOthersAsleep() throws Exception {
        List<Thread> crowd = asleep(CROWD);
        for (int i = 0; i < CROWD; i += 3) {
            crowd.get(i).interrupt();
            crowd.get(i).join();
        }
        assertThat(crowd).filteredOn(Thread::isAlive).hasSize(CROWD - interrupted.get());
        assertThat(interrupted).hasValue((CROWD + 2) / 3);
        sleepers.wake();
        untilEnded(crowd);
        assertThat(interrupted).hasValue((CROWD + 2) / 3);
    }

    @Test
    void whoIsInterruptedBeforeDoesNotSleep() throws Exception {
        Thread.currentThread().interrupt();
        fallAsleep(new CountDownLatch(1));
        assertThat(interrupted).hasValue(1);
        Thread.currentThread().interrupt();
        sleepers.wake();
        sleepers.sleep();
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Returns so many threads, all of which sleep. */
    private List<Thread> asleep(int size) throws Exception {
        CountDownLatch started = new CountDownLatch(size);
        List<Thread> crowd = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Thread thread = new Thread(() -> fallAsleep(started), "sleeper-" + i);
            thread.setDaemon(true);
            thread.start();
            crowd.add(thread);
        }
        assertThat(started.await(50, TimeUnit.SECONDS)).isTrue();
        crowd.forEach(SleepersTest::untilParked);
        return crowd;
    }

    private void fallAsleep(CountDownLatch started) {
        started.countDown();
        try {
            sleepers.sleep();
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // a state is polled, as it tells nobody that it changes
    private static void untilParked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.yield();
        }
    }

    private static void untilEnded(List<Thread> crowd) throws InterruptedException {
        for (Thread thread : crowd) {
            thread.join(50_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }
}
