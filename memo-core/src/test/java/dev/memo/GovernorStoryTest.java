// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Governor;
import dev.memo.region.Messages;
import dev.memo.spi.Stats;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The governor as a user meets it: real methods behind a proxy. The clock moves by a nanosecond each time that it is read: by the
 * JVM's own a short body looks long where another program takes the time.
 */
@Timeout(120)
class GovernorStoryTest {
    private static final String NAME = "GovernorStoryTest.Sums.";
    private static final int FEW = 1_000;

    /** Five looks of the governor's. */
    private static final int CALLS = 160_000;

    private final AtomicLong runs = new AtomicLong();
    private final Sums sums = new Counted(runs);
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aTrivialMethodIsReportedOnceWithFiguresAndStaysMemoized() {
        try (Messages messages = new Messages(NAME + "plus")) {
            Said said = callUntilSaid(Memo.builder(), sums -> sums::plus, messages);
            callTwice(said.method, said.calls, 200_000);
            assertThat(messages.all())
                    .singleElement()
                    .asString()
                    .matches("GovernorStoryTest\\.Sums\\.plus: its hits cost as much as its body, found [\\d,]+ hits in"
                            + " its last [\\d,]+ calls \\(\\d+\\.\\d%\\), \\d+ ns a load, \\d+ ns a hit and [\\d,]+ bytes"
                            + " held\\. Remove @Cached or its rule\\. Until then, governor = BYPASS lets calls go through"
                            + " without Memo\\.");
            assertThat(said.memo.stats().bypasses()).isZero();
            assertThat(said.memo.stats().hits()).isEqualTo(said.memo.stats().misses());
        }
    }

    @Test
    void aTrivialMethodIsBypassedWhereTheRuntimeSaysSo() {
        assertIsBypassed(Memo.builder().governor(Governor.BYPASS), "plus", sums -> sums::plus);
    }

    @Test
    void aTrivialMethodIsBypassedWhereItsAnnotationSaysSo() {
        assertIsBypassed(Memo.builder(), "bypassed", sums -> sums::bypassed);
    }

    @Test
    void aMethodWhoseArgumentsNeverComeAgainIsReportedOnce() {
        Memo memo = Memo.builder().maxEntries(FEW).build();
        try (Messages messages = new Messages(NAME + "plus")) {
            Sums fast = memo.proxy(Sums.class, sums);
            for (int i = 0; i < 100_000; i++) {
                assertThat(fast.plus(i, 1)).isEqualTo(i + 1);
            }
            assertThat(messages.all())
                    .singleElement()
                    .asString()
                    .startsWith(
                            NAME + "plus: its results are hardly ever asked for again, found 0 hits in its last 10,0")
                    .contains(" calls (0.0%), ")
                    .contains("Give its results more room or a longer life");
        }
        assertThat(memo.stats().bypasses()).isZero();
        assertThat(memo.stats().loads()).isEqualTo(100_000);
    }

    @Test
    void aMethodWhoseArgumentsNeverComeAgainIsBypassedWhereItsAnnotationSaysSo() {
        Memo memo = Memo.create();
        try (Messages messages = new Messages(NAME + "bypassed")) {
            Sums fast = memo.proxy(Sums.class, sums);
            for (int i = 0; i < 100_000; i++) {
                assertThat(fast.bypassed(i, 1)).isEqualTo(i + 1);
            }
            assertThat(messages.all())
                    .singleElement()
                    .asString()
                    .startsWith(NAME + "bypassed: its results are hardly ever asked for again")
                    .endsWith("Calls go through without Memo from now on; now and then it is tried again.");
        }
        Stats stats = memo.stats();
        assertThat(stats.bypasses()).isGreaterThan(70_000);
        assertThat(stats.misses() + stats.bypasses()).isEqualTo(100_000);
        assertThat(stats.entries()).isZero();
        assertThat(runs).hasValue(100_000);
    }

    private void assertIsBypassed(MemoBuilder builder, String name, Function<Sums, Sum> choice) {
        try (Messages messages = new Messages(NAME + name)) {
            Said said = callUntilSaid(builder, choice, messages);
            long before = runs.get();
            callTwice(said.method, said.calls, 10_000);
            assertThat(runs.get() - before).as("all calls go through").isEqualTo(10_000);
            assertThat(messages.all())
                    .singleElement()
                    .asString()
                    .startsWith(NAME + name + ": its hits cost as much as its body, found ")
                    .endsWith("Calls go through without Memo from now on; now and then it is tried again.");
            assertThat(said.memo.stats().bypasses()).isBetween(10_000L, 10_200L);
            assertThat(said.memo.stats().entries()).isZero();
        }
    }

    private Said callUntilSaid(MemoBuilder builder, Function<Sums, Sum> choice, Messages messages) {
        Memo memo = builder.maxEntries(FEW).ticker(nanos::incrementAndGet).build();
        Sum method = choice.apply(memo.proxy(Sums.class, sums));
        for (int calls = 0; calls < CALLS; calls += 100) {
            callTwice(method, calls, 100);
            if (!messages.all().isEmpty()) {
                return new Said(memo, method, calls + 100);
            }
        }
        throw new AssertionError("nothing was said in " + CALLS + " calls");
    }

    private static void callTwice(Sum method, int first, int calls) {
        for (int i = first; i < first + calls; i++) {
            if (method.of(i / 2, 1) != i / 2 + 1) {
                throw new AssertionError("a wrong sum");
            }
        }
    }

    /** A runtime in which something was said, after so many calls. Immutable. */
    private record Said(Memo memo, Sum method, int calls) {}

    private interface Sum {
        int of(int a, int b);
    }

    interface Sums {
        @Cached
        int plus(int a, int b);

        @Cached(governor = Governor.BYPASS)
        int bypassed(int a, int b);
    }

    /** Adds, and counts how often. Thread-safe. */
    private record Counted(AtomicLong runs) implements Sums {
        @Override
        public int plus(int a, int b) {
            runs.lazySet(runs.getPlain() + 1);
            return a + b;
        }

        @Override
        public int bypassed(int a, int b) {
            return plus(a, b);
        }
    }
}
