// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls for many keys that meet other calls for some of them. */
@Timeout(60)
class EachThreadsTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final Shop.Backend backend = new Shop.Backend();
    private final Shop shop = memo.proxy(Shop.class, backend);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Callers callers = new Callers();

    @AfterEach
    void endAll() {
        release.countDown();
        callers.close();
    }

    @Test
    void keysThatOthersLoadAreWaitedForAfterTheOwnAreLoaded() {
        AtomicReference<Object> first = new AtomicReference<>();
        Future<?> one = holding(() -> first.set(shop.prices(List.of(1L, 2L))));
        AtomicReference<Object> second = new AtomicReference<>();
        Future<?> other = callers.run(() -> second.set(shop.prices(List.of(2L, 3L))));
        awaitLoads(3L);
        assertThat(shop.price(3)).as("landed before the wait").isEqualTo("3v1");
        assertThat(other.isDone()).isFalse();
        release.countDown();
        Callers.get(one);
        Callers.get(other);
        assertThat(first.get()).isEqualTo(Map.of(1L, "1v1", 2L, "2v1"));
        assertThat(second.get()).isEqualTo(Map.of(2L, "2v1", 3L, "3v1"));
        assertThat(backend.asked).containsExactly(List.of(1L, 2L), List.of(3L));
    }

    @Test
    void whoAsksForOneKeyWaitsForTheCallThatLoadsMany() {
        Future<?> many = holding(() -> shop.prices(List.of(1L, 2L)));
        AtomicReference<String> got = new AtomicReference<>();
        Future<?> one = callers.run(() -> got.set(shop.price(2)));
        awaitWaiters(1);
        release.countDown();
        Callers.get(many);
        Callers.get(one);
        assertThat(got.get()).isEqualTo("2v1");
        assertThat(backend.asked).hasSize(1);
    }

    @Test
    void aFailureIsSharedAsTheSameObject() {
        IllegalStateException failure = new IllegalStateException("backend");
        Future<?> one = holding(() -> shop.prices(List.of(1L, 2L)), failure);
        Future<?> other = callers.run(() -> shop.prices(List.of(2L, 3L)));
        awaitLoads(3L);
        awaitWaiters(1);
        release.countDown();
        assertThat(Callers.thrownBy(one)).isSameAs(failure);
        assertThat(Callers.thrownBy(other)).isSameAs(failure);
        assertThat(shop.prices(List.of(3L))).as("its own are kept").hasSize(1);
        assertThat(backend.loads(3L)).isEqualTo(1);
        assertThat(shop.prices(List.of(1L, 2L))).hasSize(2);
    }

    @Test
    void whatAnotherCallHasFoundNothingForIsNotAskedForAgainByThoseWhoWaited() {
        backend.unknown.add(2L);
        Future<?> one = holding(() -> shop.prices(List.of(1L, 2L)));
        AtomicReference<Object> got = new AtomicReference<>();
        Future<?> other = callers.run(() -> got.set(shop.prices(List.of(2L, 3L))));
        awaitLoads(3L);
        awaitWaiters(1);
        release.countDown();
        Callers.get(one);
        Callers.get(other);
        assertThat(got.get()).isEqualTo(Map.of(3L, "3v1"));
        assertThat(backend.loads(2L)).isEqualTo(1);
        assertThat(shop.price(2))
                .as("who asks for that key alone runs that method")
                .isEqualTo("2v1");
    }

    @Test
    void anInterruptedCallLoadsTheRestItselfInOneGo() throws InterruptedException {
        Future<?> one = holding(() -> shop.prices(List.of(1L, 2L, 3L)));
        AtomicReference<Object> got = new AtomicReference<>();
        Thread other = new Thread(() -> {
            Map<Long, String> prices = shop.prices(List.of(2L, 3L));
            got.set(List.of(prices, Thread.currentThread().isInterrupted()));
        });
        other.start();
        awaitWaiters(1);
        other.interrupt();
        other.join();
        assertThat(got.get()).isEqualTo(List.of(Map.of(2L, "2v1", 3L, "3v1"), true));
        assertThat(backend.asked).containsExactly(List.of(1L, 2L, 3L), List.of(2L, 3L));
        release.countDown();
        Callers.get(one);
        assertThat(shop.prices(List.of(1L, 2L, 3L))).hasSize(3);
        assertThat(backend.asked).hasSize(2);
    }

    @Test
    void callsThatAskForEachOthersKeysInTheirBodiesEnd() {
        CyclicBarrier both = new CyclicBarrier(2);
        backend.during = ids -> {
            if (ids.contains(1L) != ids.contains(2L)
                    && backend.loads(ids.iterator().next()) == 1) {
                Latches.meet(both);
                long next = ids.contains(1L) ? 2 : 1;
                assertThat(shop.prices(List.of(next, 10 + next))).hasSize(2);
            }
        };
        callers.together(
                2, i -> assertThat(shop.prices(List.of(i + 1L, i + 20L))).hasSize(2));
        backend.during = ids -> {};
        assertThat(shop.prices(List.of(1L, 2L))).hasSize(2);
        assertThat(backend.loads(1L) + backend.loads(2L))
                .as("one of them could not wait")
                .isEqualTo(3);
    }

    @Test
    void pastItsDeadlineALoadOfManyKeepsNobodyWaiting() {
        Future<?> one = holding(() -> shop.stocks(List.of(1, 2)));
        Future<?> other =
                callers.run(() -> assertThat(shop.stocks(List.of(1, 2, 3))).hasSize(3));
        awaitLoads(3);
        awaitWaiters(1);
        ticker.advance(Duration.ofMinutes(5));
        Callers.get(other);
        assertThat(backend.loads(1)).isEqualTo(2);
        assertThat(backend.loads(2)).isEqualTo(2);
        release.countDown();
        Callers.get(one);
    }

    @Test
    void listsOfAnotherSizeLetThoseWhoWaitLookAgain() {
        backend.unknown.add(1L);
        Future<?> one = holding(() -> shop.listed(List.of(1L, 2L)));
        Future<?> other =
                callers.run(() -> assertThat(shop.prices(List.of(2L, 3L))).hasSize(2));
        awaitLoads(3L);
        awaitWaiters(1);
        release.countDown();
        assertThat(Callers.get(one)).isNull();
        Callers.get(other);
        assertThat(backend.loads(2L)).isEqualTo(2);
    }

    private Future<?> holding(Runnable call) {
        return holding(call, null);
    }

    /** Starts a call, whose load is held and then fails, or not; returns when that has begun. */
    private Future<?> holding(Runnable call, @org.jspecify.annotations.Nullable RuntimeException failure) {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Thread> held = new AtomicReference<>();
        backend.during = (Collection<?> ids) -> {
            if (held.compareAndSet(null, Thread.currentThread())) {
                begun.countDown();
                Latches.await(release);
                if (failure != null) {
                    throw failure;
                }
            }
        };
        Future<?> started = callers.run(call);
        Latches.await(begun);
        return started;
    }

    private void awaitLoads(Object id) {
        assertThat(Eventually.holds(() -> backend.loads(id) > 0)).isTrue();
    }

    private void awaitWaiters(int count) {
        assertThat(Eventually.holds(() ->
                        memo.flights().stream().mapToInt(OpenFlight::waiters).sum() >= count))
                .isTrue();
    }
}
