// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.OnTimeout;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.link.Tuned;
import dev.memo.region.Messages;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loads that hang: past the deadline they keep nobody waiting, and what they give is not kept. */
@Timeout(60)
class LoadDeadlineTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration NANO = Duration.ofNanos(1);

    private final FakeTicker ticker = FakeTicker.wrappingAroundIn(Duration.ofSeconds(90));
    private final Engine engine =
            new Engine(EngineSettings.builder().maxBytes(1 << 20).ticker(ticker).build());
    private final Hanging original = Hanging.first(2);
    private final LinkedMethod method =
            LinkedMethod.of(engine, Tuned.with().deadline(MINUTE), original::run, int.class);

    @AfterEach
    void letGo() {
        original.letAllGo();
    }

    @Test
    void pastTheDeadlineOneWaiterLoadsAndTheOthersWaitForIt() throws Throwable {
        Crowd leader = leader(method);
        Crowd waiters = Crowd.platform(20, i -> method.call(7)).untilAllWait();
        ticker.advance(MINUTE.minus(NANO));
        assertThat(waiters.endsWithin(60, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(original.runs()).isEqualTo(1);
        ticker.advance(NANO);
        assertThat(Eventually.holds(() -> original.runs() == 2)).isTrue();
        assertThat(waiters.endsWithin(60, TimeUnit.MILLISECONDS)).isFalse();
        original.letGo(1);
        assertThat(waiters.outcomes()).containsOnly("run 1");
        assertThat(original.runs()).isEqualTo(2);
        assertThat(leader.endsWithin(0, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void theNextCallerLoadsThoughNobodyHasWaited() throws Throwable {
        original.letGo(1);
        Crowd leader = leader(method);
        ticker.advance(MINUTE);
        assertThat(method.call(7)).isEqualTo("run 1");
        assertThat(leader.endsWithin(0, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void theLateResultReachesItsOwnCallerAndIsNotKept() throws Throwable {
        original.letGo(1);
        Crowd leader = leader(method);
        ticker.advance(MINUTE);
        assertThat(method.call(7)).isEqualTo("run 1");
        original.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
        assertThat(method.call(7)).isEqualTo("run 1");
        assertThat(method.stats().entries()).isEqualTo(1);
        assertThat(method.stats().loads()).isEqualTo(2);
    }

    @Test
    void aLateResultThatNobodyHasMissedIsNotKeptEither() throws Throwable {
        Crowd leader = leader(method);
        ticker.advance(MINUTE);
        try (Messages messages = new Messages("test")) {
            original.letGo(0);
            assertThat(leader.outcomes()).containsExactly("run 0");
            assertThat(messages.all())
                    .containsExactly(
                            "test: the load by thread \"crowd-0\" has ended past its deadline, found after 60000"
                                    + " ms. What it gave is not kept. Make it faster, or raise deadline.");
        }
        assertThat(method.stats().entries()).isZero();
        original.letGo(1);
        assertThat(method.call(7)).isEqualTo("run 1");
    }

    @Test
    void aResultThatComesInTimeIsKept() throws Throwable {
        Crowd leader = leader(method);
        ticker.advance(MINUTE.minus(NANO));
        original.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
        assertThat(method.call(7)).isEqualTo("run 0");
    }

    @Test
    void itIsReportedOnceWhereTheLeaderHangs() throws Throwable {
        Crowd leader = leader(method);
        Crowd waiters = Crowd.platform(20, i -> method.call(7)).untilAllWait();
        try (Messages messages = new Messages("test")) {
            ticker.advance(MINUTE);
            original.letGo(1);
            waiters.outcomes();
            assertThat(messages.all())
                    .containsExactly("test: the load by thread \"crowd-0\" is past its deadline, found 60000 ms so far."
                            + " Others load now, and what it gives will not be kept. See where it is below.");
            assertThat(messages.stacks().get(0)).anyMatch(frame -> frame.contains("Hanging.run"));
        }
        original.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
    }

    @Test
    void aHungOwnerOfAGateLosesItToTheNextInLine() throws Throwable {
        LinkedMethod gated = LinkedMethod.of(
                engine, Tuned.with().barrier(Barrier.METHOD).deadline(MINUTE), original::run, int.class);
        Crowd leader = leader(gated);
        Crowd others = Crowd.platform(3, i -> gated.call(8 + i)).untilAllWait();
        ticker.advance(MINUTE);
        assertThat(Eventually.holds(() -> original.runs() == 2)).isTrue();
        assertThat(others.endsWithin(60, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(original.runs()).as("the gate lets in one at a time").isEqualTo(2);
        original.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
        assertThat(others.endsWithin(60, TimeUnit.MILLISECONDS))
                .as("the former owner does not open the gate")
                .isFalse();
        original.letGo(1);
        assertThat(others.outcomes()).containsExactlyInAnyOrder("run 1", "run 2", "run 3");
    }

    @Test
    void anExceptionThatComesLateReachesItsOwnCallerOnly() throws Throwable {
        LinkedMethod failing = LinkedMethod.of(
                engine,
                Tuned.with().deadline(MINUTE),
                a -> {
                    if (original.run().equals("run 0")) {
                        throw new IllegalStateException("late");
                    }
                    return "fine";
                },
                int.class);
        Crowd leader = leader(failing);
        Crowd waiters = Crowd.platform(5, i -> failing.call(7)).untilAllWait();
        ticker.advance(MINUTE);
        original.letGo(1);
        assertThat(waiters.outcomes()).containsOnly("fine");
        original.letGo(0);
        assertThat(leader.outcomes()).hasOnlyElementsOfType(IllegalStateException.class);
        assertThat(failing.call(7)).isEqualTo("fine");
    }

    @Test
    void oneWaitHasOneLimitThoughTheLoadsAreSeveral() throws Throwable {
        LinkedMethod both = LinkedMethod.of(
                engine,
                Tuned.with().deadline(MINUTE).maxWait(Duration.ofSeconds(90), OnTimeout.RUN),
                original::run,
                int.class);
        Crowd leader = leader(both);
        Crowd waiters = Crowd.platform(2, i -> both.call(7)).untilAllWait();
        ticker.advance(MINUTE);
        assertThat(Eventually.holds(() -> original.runs() == 2)).isTrue();
        ticker.advance(Duration.ofSeconds(30).minus(NANO));
        assertThat(waiters.endsWithin(60, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(original.runs()).isEqualTo(2);
        ticker.advance(NANO);
        assertThat(Eventually.holds(() -> original.runs() == 3)).isTrue();
        original.letAllGo();
        assertThat(waiters.outcomes()).containsExactlyInAnyOrder("run 1", "run 2");
        assertThat(leader.outcomes()).containsExactly("run 0");
    }

    @Test
    void theRealClockEndsTheBarrierToo() throws Throwable {
        LinkedMethod real = LinkedMethod.of(
                new Engine(EngineSettings.defaults()),
                Tuned.with().deadline(Duration.ofMillis(40)),
                original::run,
                int.class);
        original.letGo(1);
        Crowd leader = leader(real);
        Crowd waiters = Crowd.platform(10, i -> real.call(7));
        assertThat(waiters.outcomes()).containsOnly("run 1");
        original.letGo(0);
        assertThat(leader.outcomes()).containsExactly("run 0");
        assertThat(real.call(7)).isEqualTo("run 1");
    }

    private static Crowd leader(LinkedMethod method) {
        return Crowd.platform(1, i -> method.call(7)).untilAllWait();
    }
}
