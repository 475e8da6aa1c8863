// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Eventually;
import dev.memo.TwinLoader;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads that load in the background: few, daemons, gone when there is nothing to do. */
@Timeout(60)
class WorkersTest {
    private static final long SHORT = 1_000_000;
    private static final long LONG = 600_000_000_000L;

    private final Trouble trouble = new Trouble();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @Test
    void noMoreThreadsThanAllowedAndNoLongerLine() throws Exception {
        Workers workers = new Workers(2, 3, SHORT, null, trouble);
        CountDownLatch busy = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            assertThat(workers.start(() -> {
                        busy.countDown();
                        await(gate);
                    }))
                    .isTrue();
        }
        busy.await();
        assertThat(workers.start(() -> ran.add("never")))
                .as("no thread is free")
                .isFalse();
        for (int i = 0; i < 3; i++) {
            assertThat(workers.queue(() -> ran.add("queued"))).isTrue();
        }
        assertThat(workers.queue(() -> ran.add("never"))).as("the line is full").isFalse();
        assertThat(workers.threads()).isEqualTo(2);
        gate.countDown();
        assertThat(Eventually.holds(() -> ran.size() == 3)).isTrue();
        assertThat(ran).containsOnly("queued");
    }

    @Test
    void threadsGoWhenThereIsNothingToDoAndComeAgain() {
        Workers workers = new Workers(2, 3, SHORT, null, trouble);
        for (int round = 1; round <= 3; round++) {
            int count = round;
            assertThat(workers.queue(() -> ran.add("round"))).isTrue();
            assertThat(Eventually.holds(() -> ran.size() == count && workers.threads() == 0))
                    .isTrue();
        }
    }

    @Test
    void aThreadThatIsFreeIsUsedAgain() {
        Workers workers = new Workers(8, 3, LONG, null, trouble);
        for (int round = 1; round <= 20; round++) {
            int count = round;
            assertThat(workers.start(() -> ran.add(Thread.currentThread().getName()
                            + Thread.currentThread().getId())))
                    .isTrue();
            assertThat(Eventually.holds(() -> ran.size() == count)).isTrue();
        }
        assertThat(workers.threads()).isBetween(1, 8);
        assertThat(ran.stream().distinct().count()).isLessThanOrEqualTo(workers.threads());
    }

    @Test
    void aTaskThatThrowsOrInterruptsCostsNoThread() {
        Workers workers = new Workers(1, 3, LONG, null, trouble);
        assertThat(workers.queue(() -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("as the test wants it");
                }))
                .isTrue();
        assertThat(workers.queue(
                        () -> ran.add("interrupted " + Thread.currentThread().isInterrupted())))
                .isTrue();
        assertThat(Eventually.holds(() -> !ran.isEmpty())).isTrue();
        assertThat(ran).containsExactly("interrupted false");
        assertThat(workers.threads()).isEqualTo(1);
    }

    @Test
    void anIdleThreadHoldsNoClassLoaderOfItsTasks() throws Exception {
        Workers workers = new Workers(1, 3, LONG, null, trouble);
        WeakReference<ClassLoader> loader = runFromAChildLoader(workers, ran);
        assertThat(Eventually.holds(() -> ran.size() == 1)).isTrue();
        assertThat(Eventually.holdsAfterCollections(() -> loader.refersTo(null)))
                .isTrue();
        assertThat(workers.threads()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static WeakReference<ClassLoader> runFromAChildLoader(Workers workers, List<String> ran) throws Exception {
        TwinLoader loader = new TwinLoader(Starter.class);
        Class<?> twin = loader.loadClass(Starter.class.getName());
        var constructor = twin.getDeclaredConstructor(List.class);
        constructor.setAccessible(true);
        Runnable task = (Runnable) constructor.newInstance(ran);
        assertThat(workers.queue(new Carried(task, List.of(), new Trouble()))).isTrue();
        return new WeakReference<>(loader);
    }

    /** A task of another class loader. Thread-safe. */
    static final class Starter implements Runnable {
        private final List<String> ran;

        Starter(List<String> ran) {
            this.ran = ran;
        }

        @Override
        public void run() {
            ran.add("ran");
        }
    }
}
