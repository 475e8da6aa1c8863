// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Outcomes that age: what is served while a stage is under way, and when it fails. All on one thread. */
@Timeout(60)
class AsyncStaleTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private Supplier<CompletableFuture<List<String>>> answer = () -> done("1");
    private int runs;
    private final Rates rates = memo.proxy(Rates.class, item -> {
        runs++;
        return answer.get();
    });

    @Test
    void anOlderOutcomeIsServedWhileOneCallerComputesItAnew() {
        grownStale();
        CompletableFuture<List<String>> renewal = new CompletableFuture<>();
        answer = () -> renewal;
        CompletableFuture<List<String>> leader = rates.rate("a");
        assertThat(leader).isNotDone();
        assertThat(rates.rate("a")).isCompletedWithValue(List.of("1"));
        assertThat(rates.rate("a")).isCompletedWithValue(List.of("1"));
        renewal.complete(new ArrayList<>(List.of("2")));
        assertThat(leader).isCompletedWithValue(List.of("2"));
        assertThat(rates.rate("a")).isCompletedWithValue(List.of("2"));
        assertThat(runs).isEqualTo(2);
    }

    @Test
    void anOlderOutcomeServesWhereTheStageFails() {
        grownStale();
        answer = () -> CompletableFuture.failedFuture(new IllegalStateException("down"));
        CompletableFuture<List<String>> leader = rates.rate("a");
        assertThat(leader).isCompletedWithValue(List.of("1"));
        leader.join().add("spoiled");
        assertThat(rates.rate("a")).as("nobody tries again for a while").isCompletedWithValue(List.of("1"));
        assertThat(runs).isEqualTo(2);
    }

    @Test
    void anOlderOutcomeServesWhereTheMethodThrows() {
        grownStale();
        answer = () -> {
            throw new IllegalStateException("down");
        };
        assertThat(rates.rate("a")).isCompletedWithValue(List.of("1"));
        assertThat(rates.rate("a")).isCompletedWithValue(List.of("1"));
        assertThat(runs).isEqualTo(2);
    }

    private void grownStale() {
        assertThat(rates.rate("a")).isCompletedWithValue(List.of("1"));
        ticker.advance(Duration.ofMinutes(2));
    }

    private static CompletableFuture<List<String>> done(String value) {
        return CompletableFuture.completedFuture(new ArrayList<>(List.of(value)));
    }

    /** What is memoized. */
    @FunctionalInterface
    interface Rates {
        /** Gives lists that can be changed, so that they are kept as bytes. */
        @Cached(ttl = "1m", keep = "1h")
        CompletableFuture<List<String>> rate(String item);
    }
}
