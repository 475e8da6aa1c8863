// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The watchdog tells what ends from what hangs. Confined to one thread. */
@Timeout(60)
class WatchdogTest {
    private static final Watchdog SHORT = new Watchdog(100);
    private static final Watchdog LONG = new Watchdog(30_000);

    @Test
    void scenarioThatHangsIsSaidToHang() throws InterruptedException {
        Scripted hangs = new Scripted(scenario -> {
            Caller.start(() -> scenario.peer().price(1)).reply();
            new CountDownLatch(1).await();
            return "never";
        });

        Outcome outcome = SHORT.play(hangs, Plain::new);

        assertThat(outcome.verdict()).isEqualTo(Verdict.HANGS);
        assertThat(outcome.loads()).isEqualTo(1);
        assertThat(outcome.seconds()).isGreaterThanOrEqualTo(0.09);
    }

    @Test
    void callerThatHangsInThePeerIsSaidToHangAndLetGoOf() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Scripted hangs = new Scripted(scenario -> {
            Caller.start(() -> {
                        Latches.await(never);
                        return "never";
                    })
                    .reply();
            return "never";
        });
        hangs.released = released;

        assertThat(SHORT.play(hangs, Plain::new).verdict()).isEqualTo(Verdict.HANGS);
        released.await();
        never.countDown();
    }

    @Test
    void scenarioThatEndsIsRight() throws InterruptedException {
        Scripted ends = new Scripted(scenario -> {
            Caller.start(() -> scenario.peer().price(7)).reply().mustBe("7", "the caller");
            return "and that is all";
        });

        Outcome outcome = LONG.play(ends, Plain::new);

        assertThat(outcome.verdict()).isEqualTo(Verdict.RIGHT);
        assertThat(outcome.loads()).isEqualTo(1);
        assertThat(outcome.note()).isEqualTo("and that is all");
    }

    @Test
    void whatIsNotRightIsWrongAndSaysWhy() throws InterruptedException {
        Scripted wrong = new Scripted(scenario -> {
            Caller.start(() -> scenario.peer().price(7)).reply().mustBe("8", "the caller");
            return "";
        });

        Outcome outcome = LONG.play(wrong, Plain::new);

        assertThat(outcome.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(outcome.note()).isEqualTo("the caller got \"7\" in place of \"8\"");
    }

    @Test
    void whatAPeerLacksIsNeitherRightNorWrong() throws InterruptedException {
        Scripted lacks = new Scripted(scenario -> scenario.peer().later(1).join());

        assertThat(LONG.play(lacks, Plain::new).verdict()).isEqualTo(Verdict.LACKS);
    }

    @Test
    void errorOfTheScenarioItselfIsNoOutcome() {
        Scripted broken = new Scripted(scenario -> {
            throw new AssertionError("a mistake");
        });

        assertThatThrownBy(() -> LONG.play(broken, Plain::new))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("a mistake");
    }

    /** What a scenario does. */
    private interface Script {
        String perform(Scripted scenario) throws WrongException, InterruptedException;
    }

    /** A scenario that is written in its test. Thread-safe. */
    private static final class Scripted extends Scenario {
        private final Script script;
        private volatile CountDownLatch released = new CountDownLatch(1);

        Scripted(Script script) {
            this.script = script;
        }

        @Override
        public String load(long product) {
            return Long.toString(product);
        }

        @Override
        String perform() throws WrongException, InterruptedException {
            return script.perform(this);
        }

        @Override
        void release() {
            released.countDown();
        }
    }

    /** A peer that caches nothing. Thread-safe. */
    private record Plain(Original original) implements Peer {
        @Override
        public String price(long product) {
            return original.load(product);
        }

        @Override
        public String bounded(long product) {
            return original.load(product);
        }

        @Override
        public CompletableFuture<String> later(long product) {
            throw new LacksException("it is plain");
        }

        @Override
        public Map<Long, String> prices(Collection<Long> products) {
            return original.loadAll(products);
        }

        @Override
        public void changed(long product) {
            // Nothing was kept.
        }
    }
}
