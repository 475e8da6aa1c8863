// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.MemoTimeoutException;
import dev.memo.annotation.OnTimeout;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.link.Tuned;
import dev.memo.spi.Stats;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waits that have a limit, by a clock that the test moves: what callers get when it is over, and what is kept. */
@Timeout(60)
class MaxWaitTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration NANO = Duration.ofNanos(1);

    private final FakeTicker ticker = FakeTicker.wrappingAroundIn(Duration.ofMillis(1500));
    private final Engine engine =
            new Engine(EngineSettings.builder().maxBytes(1 << 20).ticker(ticker).build());
    private final Hanging original = Hanging.first(2);

    @AfterEach
    void letGo() {
        original.letAllGo();
    }

    @Test
    void withoutALimitACallerWaitsHoweverLongTheLoadTakes() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, original::run, int.class);
        Crowd leader = leader(method);
        Crowd waiter = Crowd.platform(1, i -> method.call(7)).untilAllWait();
        ticker.advance(Duration.ofHours(10));
        assertThat(goesOn(waiter)).isFalse();
        original.letGo(0);
        assertThat(waiter.outcomes()).containsExactly("run 0");
        assertThat(leader.outcomes()).containsExactly("run 0");
    }

    @Test
    void aCallerWhoseTimeIsUpRunsTheOriginalAndItsResultIsKept() throws Throwable {
        LinkedMethod method = limited(OnTimeout.RUN);
        original.letGo(1);
        Crowd leader = leader(method);
        Crowd waiter = Crowd.platform(1, i -> method.call(7)).untilAllWait();
        ticker.advance(SECOND.multipliedBy(2).minus(NANO));
        assertThat(goesOn(waiter)).isFalse();
        ticker.advance(NANO);
        assertThat(waiter.outcomes()).containsExactly("run 1");
        assertThat(method.call(7)).isEqualTo("run 1");
        assertThat(leader.endsWithin(0, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void theLeadersLaterResultIsItsOwnOnlyOnceANewerOneIsKept() throws Throwable {
        LinkedMethod method = limited(OnTimeout.RUN);
        original.letGo(1);
        Crowd leader = leader(method);
        Crowd waiter = Crowd.platform(1, i -> method.call(7)).untilAllWait();
        ticker.advance(SECOND.multipliedBy(2));
        assertThat(waiter.outcomes()).containsExactly("run 1");
        original.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
        assertThat(method.call(7)).isEqualTo("run 1");
        assertThat(method.stats().puts()).isEqualTo(1);
        assertThat(method.stats().entries()).isEqualTo(1);
    }

    @Test
    void aNewerResultReplacesThatOfALeaderWhoLandedBefore() throws Throwable {
        LinkedMethod method = limited(OnTimeout.RUN);
        Crowd leader = leader(method);
        Crowd waiter = Crowd.platform(1, i -> method.call(7)).untilAllWait();
        ticker.advance(SECOND.multipliedBy(2));
        assertThat(Eventually.holds(() -> original.runs() == 2)).isTrue();
        original.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
        assertThat(method.call(7)).isEqualTo("run 0");
        original.letGo(1);
        assertThat(waiter.outcomes()).containsExactly("run 1");
        assertThat(method.call(7)).isEqualTo("run 1");
        assertThat(method.stats().entries()).isEqualTo(1);
    }

    @Test
    void whoComesLaterWaitsForTheNewestLoadAndWhoWaitsForAnOlderOneGetsItsResultToo() throws Throwable {
        LinkedMethod method = limited(OnTimeout.RUN);
        Crowd leader = leader(method);
        Crowd first = Crowd.platform(1, i -> method.call(7)).untilAllWait();
        ticker.advance(SECOND);
        Crowd second = Crowd.platform(1, i -> method.call(7)).untilAllWait();
        ticker.advance(SECOND);
        assertThat(Eventually.holds(() -> original.runs() == 2)).isTrue();
        Crowd third = Crowd.platform(5, i -> method.call(7)).untilAllWait();
        original.letGo(1);
        assertThat(first.outcomes()).containsExactly("run 1");
        assertThat(second.outcomes()).containsExactly("run 1");
        assertThat(third.outcomes()).containsOnly("run 1");
        assertThat(method.runs()).isEqualTo(2);
        original.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
    }

    @Test
    void anInvalidationFencesOffTheLeaderAndTheCallerWhoseTimeWasUp() throws Throwable {
        LinkedMethod method = limited(OnTimeout.RUN);
        Crowd leader = leader(method);
        Crowd waiter = Crowd.platform(1, i -> method.call(7)).untilAllWait();
        ticker.advance(SECOND.multipliedBy(2));
        assertThat(Eventually.holds(() -> original.runs() == 2)).isTrue();
        assertThat(method.invalidate(7)).isEqualTo(1);
        original.letAllGo();
        assertThat(waiter.outcomes()).containsExactly("run 1");
        assertThat(leader.outcomes()).containsExactly("run 0");
        assertThat(method.call(7)).isEqualTo("run 2");
    }

    @Test
    void aCallerWhoseTimeIsUpFailsWithTheMethodTheLeaderAndItsAge() throws Throwable {
        LinkedMethod method = limited(OnTimeout.FAIL);
        Crowd leader = leader(method);
        ticker.advance(SECOND);
        Crowd waiter = Crowd.platform(1, i -> method.call(7)).untilAllWait();
        ticker.advance(SECOND.multipliedBy(2));
        assertThat(waiter.outcomes())
                .first()
                .asInstanceOf(type(MemoTimeoutException.class))
                .satisfies(e -> {
                    assertThat(e.method()).isEqualTo("test");
                    assertThat(e.leader()).isEqualTo("crowd-0");
                    assertThat(e.age()).isEqualTo(SECOND.multipliedBy(3));
                    assertThat(e)
                            .hasMessage(
                                    "test: the load by thread \"crowd-0\" is not over, found 3000 ms after it began and"
                                            + " 2000 ms of waiting. Raise maxWait, or choose onTimeout = RUN or STALE.");
                });
        original.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
        assertThat(method.call(7)).isEqualTo("run 0");
    }

    @Test
    void eachCallIsOneLookupHoweverItsWaitEnds() throws Throwable {
        for (OnTimeout outcome : List.of(OnTimeout.RUN, OnTimeout.FAIL)) {
            Hanging once = Hanging.first(1);
            LinkedMethod method = LinkedMethod.of(engine, Tuned.with().maxWait(SECOND, outcome), once::run, int.class);
            Crowd leader = Crowd.platform(1, i -> method.call(7)).untilAllWait();
            Crowd waiters = Crowd.platform(3, i -> method.call(7)).untilAllWait();
            ticker.advance(SECOND);
            waiters.outcomes();
            once.letGo(0);
            leader.outcomes();
            method.call(7);
            Stats stats = method.stats();
            assertThat(stats.hits() + stats.misses() + stats.bypasses())
                    .as("%s", outcome)
                    .isEqualTo(5);
            assertThat(stats.waits()).isGreaterThanOrEqualTo(3);
            assertThat(stats.bypasses()).isZero();
        }
    }

    @Test
    void withNoStaleValueAtHandStaleRunsTheOriginal() throws Throwable {
        LinkedMethod method = limited(OnTimeout.STALE);
        original.letGo(1);
        Crowd leader = leader(method);
        Crowd waiter = Crowd.platform(1, i -> method.call(7)).untilAllWait();
        ticker.advance(SECOND.multipliedBy(2));
        assertThat(waiter.outcomes()).containsExactly("run 1");
        original.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
    }

    @Test
    void whoWaitsInVainForTheGateOfAMethodRunsWithoutIt() throws Throwable {
        LinkedMethod method = gated(OnTimeout.RUN);
        original.letGo(1);
        Crowd leader = leader(method);
        Crowd other = Crowd.platform(1, i -> method.call(8)).untilAllWait();
        ticker.advance(SECOND.multipliedBy(2));
        assertThat(other.outcomes()).containsExactly("run 1");
        assertThat(method.call(8)).isEqualTo("run 1");
        original.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
        assertThat(method.call(9)).isEqualTo("run 2");
    }

    @Test
    void whoFailsAtTheGateLeavesTheKeyToWhoCameLater() throws Throwable {
        LinkedMethod method = gated(OnTimeout.FAIL);
        Crowd leader = leader(method);
        Crowd other = Crowd.platform(1, i -> method.call(8)).untilAllWait();
        ticker.advance(SECOND);
        Crowd later = Crowd.platform(3, i -> method.call(8)).untilAllWait();
        ticker.advance(SECOND);
        assertThat(other.outcomes()).hasOnlyElementsOfType(MemoTimeoutException.class);
        assertThat(goesOn(later)).isFalse();
        original.letAllGo();
        assertThat(later.outcomes()).containsOnly("run 1");
        assertThat(leader.outcomes()).containsExactly("run 0");
        assertThat(method.runs()).isEqualTo(2);
    }

    @Test
    void anInterruptEndsAWaitWithALimitToo() throws Throwable {
        Hanging once = Hanging.first(1);
        LinkedMethod method =
                LinkedMethod.of(engine, Tuned.with().maxWait(SECOND, OnTimeout.FAIL), once::run, int.class);
        Crowd leader = leader(method);
        Crowd waiter = Crowd.platform(
                1, i -> method.call(7) + " " + Thread.currentThread().isInterrupted());
        waiter.untilAllWait().thread(0).interrupt();
        assertThat(waiter.outcomes()).containsExactly("run 1 true");
        once.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
    }

    @Test
    void aThousandVirtualThreadsFailInTimeByTheRealClock() throws Throwable {
        VirtualThreads.assume();
        LinkedMethod method = LinkedMethod.of(
                new Engine(EngineSettings.defaults()),
                Tuned.with().maxWait(Duration.ofMillis(50), OnTimeout.FAIL),
                original::run,
                int.class);
        Crowd leader = leader(method);
        Crowd waiters = Crowd.virtual(1_000, i -> method.call(7));
        assertThat(waiters.outcomes()).hasOnlyElementsOfType(MemoTimeoutException.class);
        original.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
    }

    @Test
    void theRealClockEndsAWaitNoSoonerThanItsLimit() throws Throwable {
        LinkedMethod method = LinkedMethod.of(
                new Engine(EngineSettings.defaults()),
                Tuned.with().maxWait(Duration.ofMillis(30), OnTimeout.FAIL),
                original::run,
                int.class);
        Crowd leader = leader(method);
        Crowd waiter = Crowd.platform(1, i -> {
            long begin = System.nanoTime();
            try {
                return method.call(7);
            } catch (MemoTimeoutException e) {
                return System.nanoTime() - begin;
            }
        });
        assertThat(waiter.outcomes())
                .first()
                .asInstanceOf(type(Long.class))
                .satisfies(nanos -> assertThat(nanos).isBetween(30_000_000L, 10_000_000_000L));
        original.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
    }

    private LinkedMethod limited(OnTimeout outcome) {
        return LinkedMethod.of(engine, Tuned.with().maxWait(SECOND.multipliedBy(2), outcome), original::run, int.class);
    }

    private LinkedMethod gated(OnTimeout outcome) {
        return LinkedMethod.of(
                engine,
                Tuned.with().barrier(Barrier.METHOD).maxWait(SECOND.multipliedBy(2), outcome),
                original::run,
                int.class);
    }

    private static Crowd leader(LinkedMethod method) {
        return Crowd.platform(1, i -> method.call(7)).untilAllWait();
    }

    /** Returns whether all end while the clock stands; they look at it every few milliseconds. */
    private static boolean goesOn(Crowd crowd) throws InterruptedException {
        return crowd.endsWithin(60, TimeUnit.MILLISECONDS);
    }
}
