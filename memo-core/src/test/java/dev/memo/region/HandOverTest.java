// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Eventually;
import dev.memo.annotation.Barrier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Leaders whose threads end in the middle of a load: somebody else leads then. */
@Timeout(60)
class HandOverTest {
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void theNextCallerLoadsWhereTheLeaderIsGone() throws Exception {
        Region region = SmallRegions.open(Barrier.KEY);
        try (Messages messages = new Messages("test")) {
            abandon(region, 7);
            assertThat(call(region, 7)).isEqualTo(0);
            assertThat(call(region, 7)).isEqualTo(0);
            assertThat(messages.all())
                    .containsExactly("test: the load by thread \"leader\" was left by its thread, which has ended."
                            + " Others load now. Look for what ends threads in the middle of a call.");
        }
        assertThat(region.loadsUnderWay()).isEmpty();
        assertThat(region.stats().entries()).isEqualTo(1);
    }

    @Test
    void oneOfTheWaitersLoadsAndTheOthersWaitForIt() throws Exception {
        Region region = SmallRegions.open(Barrier.KEY);
        CountDownLatch ends = new CountDownLatch(1);
        Thread leader = new Thread(
                () -> {
                    Flight unused = begin(region, 7);
                    awaitQuietly(ends);
                },
                "leader");
        leader.start();
        assertThat(Eventually.holds(() -> region.loadsUnderWay().size() == 1)).isTrue();
        List<FutureTask<@Nullable Object>> calls = callers(region, 10);
        assertThat(Eventually.holds(() -> region.loadsUnderWay().get(0).waiters() == 10))
                .isTrue();
        assertThat(runs).hasValue(0);
        ends.countDown();
        for (FutureTask<@Nullable Object> call : calls) {
            assertThat(call.get()).isEqualTo(0);
        }
        assertThat(runs).hasValue(1);
        assertThat(region.stats().loads()).isEqualTo(1);
    }

    @Test
    void theGateOfALeaderThatIsGoneIsHandedOn() throws Exception {
        Region region = SmallRegions.open(Barrier.METHOD);
        abandon(region, 7);
        assertThat(call(region, 8)).isEqualTo(0);
        assertThat(call(region, 7)).isEqualTo(1);
        assertThat(call(region, 9)).isEqualTo(2);
    }

    @Test
    void aFlightThatNeverTookOffHandsItsWaitersOver() throws Exception {
        Region region = SmallRegions.open(Barrier.KEY);
        Flight flight = begin(region, 7);
        List<FutureTask<@Nullable Object>> calls = callers(region, 5);
        assertThat(Eventually.holds(() -> region.loadsUnderWay().get(0).waiters() == 5))
                .isTrue();
        flight.cancel();
        for (FutureTask<@Nullable Object> call : calls) {
            assertThat(call.get()).isEqualTo(0);
        }
        assertThat(runs).hasValue(1);
    }

    private List<FutureTask<@Nullable Object>> callers(Region region, int count) {
        List<FutureTask<@Nullable Object>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FutureTask<@Nullable Object> call = new FutureTask<>(() -> call(region, 7));
            calls.add(call);
            Thread thread = new Thread(call, "caller");
            thread.setDaemon(true);
            thread.start();
        }
        return calls;
    }

    private @Nullable Object call(Region region, int key) {
        return SmallRegions.call(region, new NumberEntry(key, key), runs::getAndIncrement);
    }

    /** Begins a load on a thread that ends without a word. */
    private static void abandon(Region region, int key) throws InterruptedException {
        Thread leader = new Thread(
                () -> {
                    Flight unused = begin(region, key);
                },
                "leader");
        leader.start();
        leader.join();
        assertThat(region.loadsUnderWay()).hasSize(1);
    }

    private static Flight begin(Region region, int key) {
        try {
            return (Flight) Objects.requireNonNull(region.begin(new NumberEntry(key, key)));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
