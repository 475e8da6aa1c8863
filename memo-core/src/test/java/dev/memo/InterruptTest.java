// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers that are interrupted while they wait, load or hit. */
@Timeout(60)
class InterruptTest {
    private final Engine engine = new Engine(EngineSettings.defaults());
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger turns = new AtomicInteger();

    /** The first run waits for the release; the others say which one they are. */
    private final LinkedMethod method = LinkedMethod.of(engine, a -> original(), int.class);

    @AfterEach
    void clearTheFlag() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anInterruptedWaiterLeavesAtOnceWithItsFlagSetAndRunsTheOriginal() throws Throwable {
        Crowd leader = Crowd.platform(1, i -> method.call(7)).untilAllWait();
        Crowd waiter = Crowd.platform(1, i -> flagged(method.call(7))).untilAllWait();
        waiter.thread(0).interrupt();
        assertThat(waiter.outcomes()).containsExactly("run 1, flag true");
        assertThat(leader.thread(0).isAlive()).isTrue();
        release.countDown();
        assertThat(leader.outcomes()).containsExactly("run 0");
        assertThat(method.call(7)).isEqualTo("run 0");
        assertThat(method.stats().bypasses()).isEqualTo(1);
    }

    @Test
    void theOtherWaitersGoOnWaiting() throws Throwable {
        Crowd leader = Crowd.platform(1, i -> method.call(7)).untilAllWait();
        Crowd waiters = Crowd.platform(10, i -> flagged(method.call(7))).untilAllWait();
        waiters.thread(3).interrupt();
        waiters.thread(3).join();
        release.countDown();
        assertThat(leader.outcomes()).containsExactly("run 0");
        assertThat(waiters.outcomes()).containsOnly("run 0, flag false", "run 1, flag true");
        assertThat(method.runs()).isEqualTo(2);
    }

    @Test
    void anInterruptedLeaderInterruptsOnlyItselfAndItsWaitersGetItsException() throws Throwable {
        AtomicInteger flags = new AtomicInteger();
        Crowd leader = Crowd.platform(1, i -> method.call(7)).untilAllWait();
        Crowd waiters = Crowd.platform(10, i -> {
                    try {
                        return method.call(7);
                    } finally {
                        flags.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
                    }
                })
                .untilAllWait();
        leader.thread(0).interrupt();
        Object thrown = leader.outcomes().get(0);
        assertThat(thrown).isInstanceOf(Latches.InterruptedLoad.class);
        assertThat(waiters.outcomes()).allMatch(outcome -> outcome == thrown);
        assertThat(flags).hasValue(0);
        assertThat(method.call(7)).isEqualTo("run 1");
    }

    @Test
    void aCallerWhoseFlagIsSetAlreadyRunsTheOriginalInsteadOfWaiting() throws Throwable {
        Crowd leader = Crowd.platform(1, i -> method.call(7)).untilAllWait();
        Crowd caller = Crowd.platform(1, i -> {
            Thread.currentThread().interrupt();
            return flagged(method.call(7));
        });
        assertThat(caller.outcomes()).containsExactly("run 1, flag true");
        release.countDown();
        assertThat(leader.outcomes()).containsExactly("run 0");
    }

    @Test
    void aCallerWhoseFlagIsSetAlreadyLeadsAndHitsAsAnyOther() throws Throwable {
        turns.set(1);
        Crowd caller = Crowd.platform(1, i -> {
            Thread.currentThread().interrupt();
            return flagged(method.call(7)) + ", then " + flagged(method.call(7));
        });
        assertThat(caller.outcomes()).containsExactly("run 1, flag true, then run 1, flag true");
        assertThat(method.call(7)).isEqualTo("run 1");
        assertThat(method.runs()).isEqualTo(1);
    }

    @Test
    void whoIsInterruptedAtTheGateOfAMethodRunsTheOriginalAndItsResultIsKept() throws Throwable {
        LinkedMethod gated = LinkedMethod.of(engine, Changed.barrier(Barrier.METHOD), a -> original(), int.class);
        Crowd owner = Crowd.platform(1, i -> gated.call(7)).untilAllWait();
        Crowd next = Crowd.platform(1, i -> flagged(gated.call(8))).untilAllWait();
        next.thread(0).interrupt();
        assertThat(next.outcomes()).containsExactly("run 1, flag true");
        assertThat(gated.call(8)).isEqualTo("run 1");
        Crowd last = Crowd.platform(5, i -> flagged(gated.call(9))).untilAllWait();
        release.countDown();
        assertThat(owner.outcomes()).containsExactly("run 0");
        assertThat(last.outcomes()).containsOnly("run 2, flag false");
    }

    @Test
    void aHundredInterruptsAtAnyMomentLeaveNoFlightOpen() throws Throwable {
        release.countDown();
        for (int round = 0; round < 100; round++) {
            int key = round;
            Crowd crowd = Crowd.platform(6, i -> method.call(key));
            for (int i = 0; i < 6; i += 2) {
                crowd.thread(i).interrupt();
            }
            crowd.outcomes();
            assertThat(Crowd.platform(1, i -> flagged(method.call(key)))
                            .outcomes()
                            .get(0))
                    .asString()
                    .endsWith("flag false");
        }
    }

    private Object original() {
        int turn = turns.getAndIncrement();
        if (turn == 0) {
            Latches.await(release);
        }
        return "run " + turn;
    }

    private static String flagged(@Nullable Object result) {
        return result + ", flag " + Thread.currentThread().isInterrupted();
    }
}
