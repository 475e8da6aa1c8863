// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Threads that start together and each run a body; what each of them got is collected.
 *
 * <p>All of them are daemons, so that a deadlock fails a test and does not hang the build. Thread-safe.
 */
final class Crowd {
    private static final Set<String> WAITS =
            Set.of(CountDownLatch.class.getName() + ".await", "dev.memo.region.Sleepers.sleep");

    private static final int STACK_BYTES = 256 << 10;
    private static final long PATIENCE_SECONDS = 90;

    private final CountDownLatch start = new CountDownLatch(1);
    private final CountDownLatch done;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicIntegerArray started;
    private final AtomicReferenceArray<@Nullable Object> outcomes;

    private Crowd(int size) {
        this.done = new CountDownLatch(size);
        this.started = new AtomicIntegerArray(size);
        this.outcomes = new AtomicReferenceArray<>(size);
    }

    /** Starts that many platform threads. */
    static Crowd platform(int size, Body body) {
        Crowd crowd = new Crowd(size);
        for (int i = 0; i < size; i++) {
            int index = i;
            Thread thread = new Thread(null, () -> crowd.run(index, body), "crowd-" + i, STACK_BYTES);
            thread.setDaemon(true);
            crowd.threads.add(thread);
        }
        return crowd.begin();
    }

    /** Starts that many virtual threads; only where {@link VirtualThreads#exist}. */
    static Crowd virtual(int size, Body body) {
        Crowd crowd = new Crowd(size);
        for (int i = 0; i < size; i++) {
            int index = i;
            crowd.threads.add(VirtualThreads.unstarted(() -> crowd.run(index, body)));
        }
        return crowd.begin();
    }

    /** Returns the thread with this index. */
    Thread thread(int index) {
        return threads.get(index);
    }

    /** Returns when all its threads wait at a latch, which a flight is too. */
    Crowd untilAllWait() {
        for (int i = 0; i < threads.size(); i++) {
            untilWaits(i);
        }
        return this;
    }

    /** Returns when the thread with this index waits at a latch, which it must do before it ends. */
    @SuppressWarnings("ThreadPriorityCheck") // a state is polled, as it tells nobody that it changes
    private void untilWaits(int index) {
        while (!waits(index)) {
            assertThat(outcomes.get(index))
                    .as("a thread ended before it waited")
                    .isNull();
            Thread.yield();
        }
    }

    /** Waits for all threads, at most so long; returns whether they ended. */
    boolean endsWithin(long time, TimeUnit unit) throws InterruptedException {
        return done.await(time, unit);
    }

    /** Waits for all threads; returns what each body returned, or the throwable that it threw, by index. */
    List<@Nullable Object> outcomes() throws InterruptedException {
        if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError(stuck());
        }
        List<@Nullable Object> all = new ArrayList<>();
        for (int i = 0; i < outcomes.length(); i++) {
            all.add(outcomes.get(i));
        }
        return all;
    }

    private boolean waits(int index) {
        Thread thread = threads.get(index);
        Thread.State state = thread.getState();
        if (started.get(index) == 0 || (state != Thread.State.WAITING && state != Thread.State.TIMED_WAITING)) {
            return false;
        }
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (WAITS.contains(frame.getClassName() + "." + frame.getMethodName())) {
                return true;
            }
        }
        return false;
    }

    private Crowd begin() {
        threads.forEach(Thread::start);
        start.countDown();
        return this;
    }

    private void run(int index, Body body) {
        try {
            start.await();
            started.set(index, 1);
            outcomes.set(index, body.run(index));
        } catch (Throwable e) {
            outcomes.set(index, e);
        } finally {
            done.countDown();
        }
    }

    private String stuck() {
        StringBuilder text = new StringBuilder(done.getCount() + " threads have not ended:");
        for (Thread thread : threads) {
            if (thread.isAlive() && text.length() < 20_000) {
                text.append("\n\n").append(thread);
                for (StackTraceElement frame : thread.getStackTrace()) {
                    text.append("\n    ").append(frame);
                }
            }
        }
        return text.toString();
    }

    /** What a thread of a crowd does. */
    interface Body {
        @Nullable
        Object run(int index) throws Throwable;
    }
}
