// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.spi.Stats;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A method that returns a stage is remembered by its outcome. All on one thread, so nothing can wait. */
@Timeout(60)
class AsyncTest {
    private static final int CALLERS = 1_000;

    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final ScriptedQuotes original = new ScriptedQuotes();
    private final Quotes quotes = memo.proxy(Quotes.class, original);

    @Test
    @Tag("parity-2")
    @Tag("parity-3")
    @Tag("parity-5")
    void callersInFlightShareOneComputationAndNobodyWaits() {
        List<CompletableFuture<@Nullable Object>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            calls.add(quotes.quote("a"));
        }
        assertThat(calls).noneMatch(CompletableFuture::isDone);
        original.complete(0, "v");
        assertThat(calls).allMatch(call -> "v".equals(call.getNow(null)));
        assertThat(quotes.quote("a")).isCompletedWithValue("v");
        assertThat(original.runs).hasSize(1);
        Stats stats = memo.method(Quotes.class, "quote").stats();
        assertThat(stats.misses()).isEqualTo(CALLERS);
        assertThat(stats.waits()).isEqualTo(CALLERS - 1);
        assertThat(stats.loads()).isEqualTo(1);
        assertThat(stats.hits()).isEqualTo(1);
    }

    @Test
    @Tag("parity-4")
    @Tag("parity-5")
    void otherKeysAreComputedMeanwhile() {
        CompletableFuture<@Nullable Object> a = quotes.quote("a");
        CompletableFuture<@Nullable Object> b = quotes.quote("b");
        original.complete(1, "vb");
        assertThat(b).isCompletedWithValue("vb");
        assertThat(a).isNotDone();
        original.complete(0, "va");
        assertThat(a).isCompletedWithValue("va");
    }

    @Test
    @Tag("parity-4")
    void withoutABarrierEachCallerComputes() {
        CompletableFuture<@Nullable Object> first = quotes.open("a");
        CompletableFuture<@Nullable Object> second = quotes.open("a");
        original.complete(1, "second");
        assertThat(first).isNotDone();
        assertThat(second).isCompletedWithValue("second");
        assertThat(quotes.open("a")).isCompletedWithValue("second");
        original.complete(0, "first");
        assertThat(first).isCompletedWithValue("first");
        assertThat(original.runs).hasSize(2);
    }

    @Test
    void anOutcomeThatIsThereAtOnceIsKept() {
        original.body = item -> CompletableFuture.completedFuture("v" + item);
        assertThat(quotes.quote("a")).isCompletedWithValue("va");
        assertThat(quotes.quote("a")).isCompletedWithValue("va");
        assertThat(original.runs).hasSize(1);
    }

    @Test
    @Tag("parity-12")
    void eachCallerGetsACopyOfAnIsolatedOutcome() {
        var leader = quotes.stage("a").toCompletableFuture();
        var follower = quotes.stage("a").toCompletableFuture();
        original.complete(0, new ArrayList<>(List.of("x")));
        leader.join().add("by the leader");
        follower.join().add("by a follower");
        var hit = quotes.stage("a").toCompletableFuture();
        hit.join().add("by a hit");
        assertThat(quotes.stage("a").toCompletableFuture().join()).containsExactly("x");
        assertThat(follower.join()).containsExactly("x", "by a follower");
    }

    @Test
    @Tag("parity-10")
    void aNullOutcomeIsKeptUnlessItIsNotToBe() {
        CompletableFuture<@Nullable Object> leader = quotes.quote("a");
        CompletableFuture<@Nullable Object> follower = quotes.quote("a");
        original.complete(0, null);
        assertThat(leader).isCompletedWithValue(null);
        assertThat(follower).isCompletedWithValue(null);
        assertThat(quotes.quote("a")).isCompletedWithValue(null);
        CompletableFuture<@Nullable Object> other = quotes.withoutNulls("a");
        original.complete(1, null);
        assertThat(other).isCompletedWithValue(null);
        assertThat(quotes.withoutNulls("a")).isNotDone();
    }

    @Test
    void aCallerThatCancelsOrCompletesTouchesNobodyElse() {
        CompletableFuture<@Nullable Object> leader = quotes.quote("a");
        CompletableFuture<@Nullable Object> cancelled = quotes.quote("a");
        CompletableFuture<@Nullable Object> completed = quotes.quote("a");
        CompletableFuture<@Nullable Object> patient = quotes.quote("a");
        assertThat(leader.cancel(true)).isTrue();
        assertThat(cancelled.cancel(true)).isTrue();
        assertThat(completed.complete("mine")).isTrue();
        assertThat(original.runs.get(0)).isNotDone();
        assertThat(patient).isNotDone();
        original.complete(0, "v");
        assertThat(patient).isCompletedWithValue("v");
        assertThat(leader).isCancelled();
        assertThat(cancelled).isCancelled();
        assertThat(completed).isCompletedWithValue("mine");
        CompletableFuture<@Nullable Object> hit = quotes.quote("a");
        hit.obtrudeValue("spoiled");
        assertThat(quotes.quote("a")).isCompletedWithValue("v");
        assertThat(original.runs).hasSize(1);
    }

    @Test
    void aLoadLastsUntilTheOutcomeAndItsLifeBeginsThere() {
        CompletableFuture<@Nullable Object> first = quotes.quote("a");
        ticker.advance(Duration.ofSeconds(50));
        original.complete(0, "v");
        assertThat(first).isDone();
        assertThat(memo.method(Quotes.class, "quote").stats().loadNanos())
                .isEqualTo(Duration.ofSeconds(50).toNanos());
        ticker.advance(Duration.ofSeconds(59));
        assertThat(quotes.quote("a")).isDone();
        ticker.advance(Duration.ofSeconds(1));
        assertThat(quotes.quote("a")).isNotDone();
    }

    @Test
    void theTimeOfThoseWhoAwaitItIsCounted() {
        CompletableFuture<@Nullable Object> leader = quotes.quote("a");
        ticker.advance(Duration.ofSeconds(1));
        CompletableFuture<@Nullable Object> follower = quotes.quote("a");
        ticker.advance(Duration.ofSeconds(2));
        original.complete(0, "v");
        assertThat(List.of(leader, follower)).allMatch(CompletableFuture::isDone);
        assertThat(memo.method(Quotes.class, "quote").stats().waitNanos())
                .isEqualTo(Duration.ofSeconds(2).toNanos());
    }

    @Test
    void anInvalidationInMidLoadFencesTheOutcomeOff() {
        CompletableFuture<@Nullable Object> before = quotes.quote("a");
        CompletableFuture<@Nullable Object> with = quotes.quote("a");
        assertThat(memo.method(Quotes.class, "quote").invalidate("a")).isEqualTo(1);
        CompletableFuture<@Nullable Object> after = quotes.quote("a");
        original.complete(0, "stale");
        assertThat(before).isCompletedWithValue("stale");
        assertThat(with).isCompletedWithValue("stale");
        assertThat(after).isNotDone();
        original.complete(1, "fresh");
        assertThat(after).isCompletedWithValue("fresh");
        assertThat(quotes.quote("a")).isCompletedWithValue("fresh");
        assertThat(original.runs).hasSize(2);
    }

    @Test
    void anInvalidationOfEverythingFencesTheOutcomeOff() {
        CompletableFuture<@Nullable Object> before = quotes.quote("a");
        memo.invalidateAll();
        original.complete(0, "stale");
        assertThat(before).isCompletedWithValue("stale");
        assertThat(quotes.quote("a")).isNotDone();
    }

    @Test
    void aBodyThatAsksForItsOwnKeyRunsTheOriginal() {
        original.body = item -> original.runs.size() == 1
                ? quotes.quote(item).thenApply(inner -> "outer of " + inner)
                : CompletableFuture.completedFuture("inner");
        assertThat(quotes.quote("a")).isCompletedWithValue("outer of inner");
        assertThat(original.runs).hasSize(2);
        assertThat(quotes.quote("a")).isCompletedWithValue("outer of inner");
    }

    @Test
    void anExecutionThatGoesOnFromAnOutcomeFindsItKept() {
        CompletableFuture<@Nullable Object> again =
                quotes.quote("a").thenCompose(value -> quotes.quote("a")).thenCompose(value -> quotes.quote("a"));
        original.complete(0, "v");
        assertThat(again).isCompletedWithValue("v");
        assertThat(original.runs).hasSize(1);
    }

    @Test
    @Tag("parity-9")
    void anOutcomeThatCannotBeKeptReachesItsCallersAndTheNextComputeTheirOwn() {
        Object odd = new Thread("unencodable");
        CompletableFuture<@Nullable Object> leader = quotes.quote("a");
        CompletableFuture<@Nullable Object> follower = quotes.quote("a");
        original.complete(0, odd);
        assertThat(leader.join()).isSameAs(odd);
        assertThat(follower.join()).isSameAs(odd);
        assertThat(memo.method(Quotes.class, "quote").stats().codecFailures()).isEqualTo(1);
        CompletableFuture<@Nullable Object> second = quotes.quote("b");
        CompletableFuture<@Nullable Object> third = quotes.quote("b");
        original.complete(1, "own");
        assertThat(second).isCompletedWithValue("own");
        assertThat(third).as("it does not share what may not be shared").isNotDone();
        assertThat(quotes.quote("b")).isCompletedWithValue("own");
    }

    @Test
    void aBarrierForTheWholeMethodIsRefused() {
        assertThatThrownBy(() -> memo.proxy(Gated.class, item -> CompletableFuture.completedFuture(item)))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessageEndingWith("@Cached on AsyncTest.Gated.quote(String): barrier is METHOD, but it returns a"
                        + " CompletableFuture, whose callers never wait, so a second load could not be held back."
                        + " Use barrier = KEY, and limit how many loads run at a time where they run.");
    }

    /** Asks for what cannot be. Stateless. */
    interface Gated {
        @dev.memo.annotation.Cached(barrier = dev.memo.annotation.Barrier.METHOD)
        CompletableFuture<String> quote(String item);
    }
}
