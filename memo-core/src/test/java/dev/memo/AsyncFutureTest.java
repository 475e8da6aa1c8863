// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.testkit.FakeTicker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A method that declares a plain {@code Future}, which tells nobody when it is done. */
@Timeout(60)
@Tag("parity-2")
class AsyncFutureTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final ScriptedQuotes original = new ScriptedQuotes();
    private final Quotes quotes = memo.proxy(Quotes.class, original);
    private final List<FutureTask<@Nullable Object>> tasks = new ArrayList<>();

    @Test
    @Tag("parity-5")
    void callersShareItWhileItRunsAndTheOutcomeIsKeptOnceOneOfThemSeesIt() throws Exception {
        answerWithTasks();
        Future<@Nullable Object> leader = quotes.future("a");
        Future<@Nullable Object> follower = quotes.future("a");
        assertThat(leader.isDone()).isFalse();
        assertThat(follower.isDone()).isFalse();
        tasks.get(0).run();
        assertThat(follower.isDone()).isTrue();
        assertThat(follower.get()).isEqualTo("value 1");
        assertThat(leader.get()).isEqualTo("value 1");
        assertThat(quotes.future("a").get()).isEqualTo("value 1");
        assertThat(tasks).hasSize(1);
        assertThat(memo.method(Quotes.class, "future").stats().hits()).isEqualTo(1);
    }

    @Test
    void theNextCallerSeesThatItIsDoneWhereNobodyAskedBefore() throws Exception {
        answerWithTasks();
        Future<@Nullable Object> unused = quotes.future("a");
        tasks.get(0).run();
        assertThat(quotes.future("a").get()).isEqualTo("value 1");
        assertThat(tasks).hasSize(1);
        assertThat(unused.isDone()).isTrue();
    }

    @Test
    void theLifeOfItsOutcomeBeginsWithItsLoad() {
        answerWithTasks();
        Future<@Nullable Object> first = quotes.future("a");
        tasks.get(0).run();
        ticker.advance(Duration.ofMinutes(1));
        Future<@Nullable Object> late = quotes.future("a");
        assertThat(late.isDone())
                .as("what was computed a minute ago, unseen, is not served")
                .isFalse();
        assertThat(first.isDone()).isTrue();
        assertThat(tasks).hasSize(2);
    }

    @Test
    void whoGetsItWaitsForItHimself() throws Exception {
        answerWithTasks();
        try (Callers callers = new Callers()) {
            Future<@Nullable Object> leader = quotes.future("a");
            Future<@Nullable Object> follower = quotes.future("a");
            List<@Nullable Object> got = java.util.Collections.synchronizedList(new ArrayList<>());
            Future<?> one = callers.run(() -> got.add(value(leader)));
            Future<?> other = callers.run(() -> got.add(value(follower)));
            tasks.get(0).run();
            assertThat(Callers.get(one)).isEqualTo(Callers.get(other));
            assertThat(got).containsExactly("value 1", "value 1");
        }
        assertThat(quotes.future("a").isDone()).isTrue();
    }

    @Test
    void aWaitThatIsBoundedEnds() {
        answerWithTasks();
        Future<@Nullable Object> leader = quotes.future("a");
        assertThatThrownBy(() -> leader.get(1, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> leader.get(0, TimeUnit.NANOSECONDS)).isInstanceOf(TimeoutException.class);
        tasks.get(0).run();
        assertThat(value(leader)).isEqualTo("value 1");
    }

    @Test
    void aCallerThatCancelsCancelsItsOwnPartOnly() throws Exception {
        answerWithTasks();
        Future<@Nullable Object> leader = quotes.future("a");
        Future<@Nullable Object> follower = quotes.future("a");
        assertThat(leader.cancel(true)).isTrue();
        assertThat(leader.isCancelled()).isTrue();
        assertThatThrownBy(leader::get).isInstanceOf(CancellationException.class);
        assertThat(tasks.get(0).isCancelled()).isFalse();
        tasks.get(0).run();
        assertThat(follower.get()).isEqualTo("value 1");
        assertThat(follower.cancel(true)).isFalse();
    }

    @Test
    void whoWaitsLeavesWhenHisPartIsCancelled() {
        answerWithTasks();
        Future<@Nullable Object> leader = quotes.future("a");
        try (Callers callers = new Callers()) {
            List<Object> seen = java.util.Collections.synchronizedList(new ArrayList<>());
            Future<?> waiting = callers.run(() -> {
                try {
                    seen.add(String.valueOf(leader.get()));
                } catch (CancellationException | InterruptedException | ExecutionException e) {
                    seen.add(e.getClass());
                }
            });
            assertThat(leader.cancel(true)).isTrue();
            Object unused = Callers.get(waiting);
            assertThat(seen).containsExactly(CancellationException.class);
        }
        assertThat(tasks.get(0).isDone()).isFalse();
    }

    @Test
    @Tag("parity-6")
    void aFailureIsSharedAsItIsAndNotKept() {
        IOException failure = new IOException("x");
        original.body = item -> {
            FutureTask<@Nullable Object> task = new FutureTask<>(() -> {
                throw failure;
            });
            tasks.add(task);
            return task;
        };
        Future<@Nullable Object> leader = quotes.future("a");
        Future<@Nullable Object> follower = quotes.future("a");
        tasks.get(0).run();
        for (Future<?> each : List.of(leader, follower)) {
            assertThatThrownBy(each::get)
                    .isExactlyInstanceOf(ExecutionException.class)
                    .cause()
                    .isSameAs(failure);
        }
        assertThat(quotes.future("a").isDone()).isFalse();
        assertThat(tasks).hasSize(2);
        assertThat(memo.method(Quotes.class, "future").stats().loadFailures()).isEqualTo(1);
    }

    @Test
    void aCancelledComputationIsCancelledForAllAndNotKept() {
        answerWithTasks();
        Future<@Nullable Object> leader = quotes.future("a");
        Future<@Nullable Object> follower = quotes.future("a");
        tasks.get(0).cancel(true);
        assertThat(leader.isCancelled()).isTrue();
        assertThatThrownBy(follower::get).isInstanceOf(CancellationException.class);
        assertThat(quotes.future("a").isDone()).isFalse();
        assertThat(tasks).hasSize(2);
    }

    @Test
    void whoComesWhileTheBodyRunsGetsAPartInWhateverItReturns() {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        original.body = item -> {
            FutureTask<@Nullable Object> task = new FutureTask<>(() -> "late");
            inside.countDown();
            Latches.await(release);
            task.run();
            return task;
        };
        try (Callers callers = new Callers()) {
            List<Future<@Nullable Object>> seen = java.util.Collections.synchronizedList(new ArrayList<>());
            Future<?> leader = callers.run(() -> seen.add(quotes.future("a")));
            Latches.await(inside);
            Future<@Nullable Object> follower = quotes.future("a");
            assertThat(follower.isDone()).isFalse();
            List<@Nullable Object> got = java.util.Collections.synchronizedList(new ArrayList<>());
            Future<?> waiting = callers.run(() -> got.add(value(follower)));
            release.countDown();
            assertThat(Callers.get(leader)).isEqualTo(Callers.get(waiting));
            assertThat(got).containsExactly("late");
            assertThat(value(seen.get(0))).isEqualTo("late");
        }
    }

    @Test
    void aStageThatIsDeclaredAsAFutureNeedsNobodyWhoAsks() {
        Future<@Nullable Object> leader = quotes.future("a");
        Future<@Nullable Object> follower = quotes.future("a");
        original.complete(0, "v");
        assertThat(List.of(leader, follower)).allMatch(CompletableFuture.class::isInstance);
        assertThat(memo.method(Quotes.class, "future").stats().puts()).isEqualTo(1);
        assertThat(value(follower)).isEqualTo("v");
        assertThat(value(leader)).isEqualTo("v");
    }

    private void answerWithTasks() {
        original.body = item -> {
            int number = tasks.size() + 1;
            FutureTask<@Nullable Object> task = new FutureTask<>(() -> "value " + number);
            tasks.add(task);
            return task;
        };
    }

    private static @Nullable Object value(Future<@Nullable Object> future) {
        return Callers.get(future);
    }
}
