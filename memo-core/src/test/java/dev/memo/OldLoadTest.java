// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.region.Messages;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loads that take far longer than usual: the log says so, once, as soon as somebody waits. */
@Timeout(60)
class OldLoadTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Engine engine =
            new Engine(EngineSettings.builder().maxBytes(1 << 20).ticker(ticker).build());
    private final Hanging original = Hanging.first(1);
    private Duration usual = Duration.ZERO;
    private final LinkedMethod method = LinkedMethod.of(
            engine,
            a -> {
                if ((int) a[0] != 7) {
                    ticker.advance(usual);
                    return "other";
                }
                return original.run();
            },
            int.class);

    @AfterEach
    void letGo() {
        original.letAllGo();
    }

    @Test
    void aLoadThatTakesTenTimesAsLongAsUsualIsReportedOnceWithItsLeadersStack() throws Throwable {
        usual = Duration.ofSeconds(2);
        method.call(1);
        Crowd leader = Crowd.platform(1, i -> method.call(7)).untilAllWait();
        try (Messages messages = new Messages("test")) {
            ticker.advance(Duration.ofSeconds(20).minusNanos(1));
            Crowd waiters = Crowd.platform(10, i -> method.call(7)).untilAllWait();
            assertThat(messages.all()).isEmpty();
            ticker.advance(Duration.ofNanos(1));
            assertThat(Eventually.holds(() -> !messages.all().isEmpty())).isTrue();
            assertThat(waiters.endsWithin(500, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(messages.all())
                    .containsExactly(
                            "test: the load by thread \"crowd-0\" takes far longer than usual, found 20000 ms so"
                                    + " far, they usually take 2000 ms. See where it is below. maxWait would limit how long others"
                                    + " wait for it, deadline for how long it may keep them waiting.");
            assertThat(messages.stacks().get(0)).anyMatch(frame -> frame.contains("Hanging.run"));
            original.letGo(0);
            assertThat(waiters.outcomes()).containsOnly("run 0");
        }
        assertThat(leader.outcomes()).containsExactly("run 0");
    }

    @Test
    void theFirstLoadOfAMethodMayTakeAMinute() throws Throwable {
        Crowd leader = Crowd.platform(1, i -> method.call(7)).untilAllWait();
        try (Messages messages = new Messages("test")) {
            ticker.advance(Duration.ofSeconds(59));
            Crowd waiter = Crowd.platform(1, i -> method.call(7)).untilAllWait();
            assertThat(waiter.endsWithin(300, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(messages.all()).isEmpty();
            ticker.advance(Duration.ofSeconds(1));
            assertThat(Eventually.holds(() -> messages.all().size() == 1)).isTrue();
            assertThat(messages.all().get(0)).contains("found 60000 ms so far, none has ended so far.");
            original.letGo(0);
            assertThat(waiter.outcomes()).containsExactly("run 0");
        }
        assertThat(leader.outcomes()).containsExactly("run 0");
    }
}
