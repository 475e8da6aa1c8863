// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.DiskSettings;
import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.testkit.FakeTicker;
import dev.memo.testkit.FaultyStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long results live that are in two places: as the stricter of both says, and while the program is down too. */
@Timeout(300)
@Tag("parity-59")
class StoreLifeTest {
    private static final AtomicInteger LOADS = new AtomicInteger();
    private static final Set<String> WORK = Set.of("read", "readAll", "write");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TEN = Duration.ofMinutes(10);
    private static final Duration INSTANT = Duration.ofNanos(1_000);

    @TempDir
    Path folder;

    private final FakeTicker ticker = new FakeTicker();

    @BeforeEach
    void startAnew() {
        LOADS.set(0);
    }

    @AfterEach
    void lookNoMore() {
        WatchedProvider.nothingBetween();
    }

    @Test
    @Tag("parity-20")
    void aRuntimeWithAShorterTtlServesNothingOlder() {
        call(HOUR);
        ticker.advance(TEN.minus(INSTANT));
        call(TEN);
        assertThat(LOADS).hasValue(1);
        ticker.advance(INSTANT);
        call(TEN);
        assertThat(LOADS).hasValue(2);
    }

    @Test
    @Tag("parity-20")
    void aRuntimeWithALongerTtlServesNothingThatHasEnded() {
        call(TEN);
        ticker.advance(TEN.minus(INSTANT));
        try (Program<Terms> run = run(HOUR)) {
            run.calls.lasting(1);
            assertThat(LOADS).hasValue(1);
            ticker.advance(INSTANT);
            run.calls.lasting(1);
            assertThat(LOADS).as("it ends in the heap as it would in the store").hasValue(2);
        }
    }

    @Test
    void aHitAsksAndTellsTheStoreNothing() {
        AtomicInteger calls = new AtomicInteger(); // but for its housekeeping
        WatchedProvider.between(behind -> {
            FaultyStore store = new FaultyStore(behind);
            store.beforeEach(call -> calls.addAndGet(WORK.contains(call.method()) ? 1 : 0));
            return store;
        });
        try (Program<Terms> run = run(HOUR)) {
            run.calls.lasting(1);
            run.calls.idling(1);
            assertThat(calls).as("a look and a write for each").hasValue(4);
            for (int i = 0; i < 1_000; i++) {
                run.calls.lasting(1);
                run.calls.idling(1);
            }
            assertThat(run.stats().hits()).isEqualTo(2_000);
            assertThat(calls).hasValue(4);
            assertThat(LOADS).hasValue(2);
        }
    }

    @Test
    @Tag("parity-19")
    void readsInTheHeapPutOffTheEndInTheStore() {
        try (Program<Terms> run = run(HOUR)) {
            run.calls.idling(1);
            for (int i = 2; i < 4; i++) {
                ticker.advance(Duration.ofMinutes(6));
                run.calls.idling(1);
                run.calls.idling(i); // whose result is written at once, and with it what is known of reads
            }
        }
        ticker.advance(TEN.minus(INSTANT));
        idle();
        assertThat(LOADS).as("it was read ten minutes ago at most").hasValue(3);
        ticker.advance(TEN.minus(INSTANT));
        idle();
        assertThat(LOADS)
                .as("and the read of the second run counts in the third")
                .hasValue(3);
        ticker.advance(TEN);
        idle();
        assertThat(LOADS).hasValue(4);
    }

    @Test
    @Tag("parity-19")
    void whatComesFromTheStoreIsIdleFromThenOn() {
        idle();
        ticker.advance(Duration.ofMinutes(9));
        try (Program<Terms> run = run(HOUR)) {
            run.calls.idling(1);
            ticker.advance(Duration.ofMinutes(9));
            run.calls.idling(1);
            assertThat(LOADS).hasValue(1);
            ticker.advance(TEN);
            run.calls.idling(1);
            assertThat(LOADS).hasValue(2);
        }
    }

    private void call(Duration ttl) {
        try (Program<Terms> run = run(ttl)) {
            run.calls.lasting(1);
        }
    }

    private void idle() {
        try (Program<Terms> run = run(HOUR)) {
            run.calls.idling(1);
        }
    }

    private Program<Terms> run(Duration ttl) {
        return Program.start(
                Terms.class,
                new Terms(),
                Memo.builder()
                        .store(
                                "disk",
                                DiskSettings.at(folder.resolve("terms.db")).writeThrough())
                        .ticker(ticker)
                        .ttl(ttl));
    }

    /** Results that live as long as the runtime says, and as long as somebody asks for them. */
    static class Terms {
        @Cached(store = "disk", receiver = Receiver.IGNORE)
        String lasting(int number) {
            LOADS.incrementAndGet();
            return "lasting " + number;
        }

        @Cached(ttl = "never", idle = "10m", store = "disk", receiver = Receiver.IGNORE)
        String idling(int number) {
            LOADS.incrementAndGet();
            return "idling " + number;
        }
    }
}
