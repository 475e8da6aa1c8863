// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Eventually;
import dev.memo.annotation.Barrier;
import java.lang.ref.WeakReference;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever concerns a thread sends its hits on their rare way, and they come back from it. */
@Timeout(60)
class CallersTest {
    private static final int PLACES = 1024;

    private final Region region = SmallRegions.open(Barrier.KEY);

    @Test
    void aThreadIsKnownFromItsFirstHit() throws Exception {
        on(new Body(), () -> {
            assertThat(Callers.mine()).isNull();
            hitTwice();
            assertThat(Callers.mine()).isNotNull();
            assertThat(Callers.isDetoured()).isFalse();
            return null;
        });
    }

    @Test
    void whileItRunsAnOriginalItsHitsAreNotOrdinary() throws Exception {
        on(new Body(), () -> {
            hitTwice();
            AtomicInteger asked = new AtomicInteger();
            call(2, () -> {
                assertThat(Callers.isDetoured()).isTrue();
                call(
                        3,
                        () -> { // a load in the load
                            assertThat(Callers.isDetoured()).isTrue();
                            return 3;
                        });
                assertThat(Callers.isDetoured()).as("the outer one goes on").isTrue();
                assertThat(region.counters.hits.incrementOrdinary()).isFalse();
                return asked.incrementAndGet();
            });
            assertThat(asked).hasValue(1);
            assertThat(Callers.isDetoured()).isFalse();
            assertThat(region.counters.hits.incrementOrdinary()).isTrue();
            return null;
        });
    }

    @Test
    void anOriginalThatThrowsLeavesNothing() throws Exception {
        on(new Body(), () -> {
            hitTwice();
            try {
                Regions.call(region, 2, () -> {
                    throw new IllegalStateException("no price");
                });
            } catch (Throwable expected) {
                assertThat(expected).hasMessage("no price");
            }
            assertThat(Callers.isDetoured()).isFalse();
            return null;
        });
    }

    @Test
    void aScopeIsLikeThat() throws Exception {
        on(new Body(), () -> {
            hitTwice();
            long hits = region.counters.hits.sum();
            inScope(() -> {
                assertThat(Callers.isDetoured()).isTrue();
                return inScope(Callers::isDetoured);
            });
            assertThat(Callers.isDetoured()).isFalse();
            assertThat(region.counters.hits.sum()).isEqualTo(hits);
            return null;
        });
    }

    @Test
    void noThreadGetsKnownInAScope() throws Exception {
        on(new Body(), () -> {
            inScope(() -> {
                assertThat(Callers.known()).isNull();
                return null;
            });
            assertThat(Callers.known()).isNotNull();
            return null;
        });
    }

    @Test
    void aThreadIsKnownFromItsFirstLoadToo() throws Exception {
        on(new Body(), () -> {
            call(2, () -> {
                assertThat(Callers.isDetoured()).isTrue();
                return 2;
            });
            assertThat(Callers.mine()).isNotNull();
            assertThat(Callers.isDetoured()).isFalse();
            return null;
        });
    }

    @Test
    void whoseEndIsToldElsewhereResumesWithTheNextHit() throws Exception {
        on(new Body(), () -> {
            hitTwice();
            Pending pending = new Pending(region.tier.transactions, "transaction");
            pending.open();
            assertThat(Callers.isDetoured()).isTrue();
            on(new Body(), () -> {
                pending.end(true);
                return null;
            });
            call(1, () -> 0);
            assertThat(Callers.isDetoured()).isFalse();
            return null;
        });
    }

    @Test
    void aThreadWhosePlaceIsTakenIsServedAndCounted() throws Exception {
        whereThePlaceIsTaken(() -> {
            long hits = region.counters.hits.sum();
            hitTwice();
            assertThat(Callers.mine()).as("others have its place").isNull();
            assertThat(region.counters.hits.sum()).isGreaterThan(hits);
            inScope(() -> {
                assertThat(region.hitPath().hit(entry()))
                        .as("the scope concerns it all the same")
                        .isNull();
                return null;
            });
            assertThat(region.hitPath().hit(entry())).isEqualTo(1);
            return null;
        });
    }

    @Test
    void itsLoadsAreToldApartToo() throws Exception {
        whereThePlaceIsTaken(() -> {
            loadInALoad();
            assertThat(Callers.mine()).as("others have its place").isNull();
            assertThat(Nests.current()).isNull();
            return null;
        });
        on(new Body(), () -> {
            loadInALoad();
            assertThat(Callers.mine()).isNotNull();
            assertThat(Nests.current()).isNull();
            return null;
        });
    }

    @Test
    void aPlaceIsGivenAwayOnceItsThreadHasEnded() throws Exception {
        Body first = new Body();
        on(first, () -> {
            hitTwice();
            return null;
        });
        on(atThePlaceOf(first), () -> {
            assertThat(Callers.mine()).isNull();
            assertThat(Callers.known()).isNotNull();
            assertThat(Callers.mine()).isNotNull();
            return null;
        });
    }

    /** As in a coroutine that is suspended on it, whose end another thread is told. */
    @Test
    void aLoadThatIsLeftOpenGoesWithItsThread() throws Exception {
        assertThat(Eventually.collected(leftOpen())).isTrue();
    }

    private static WeakReference<Region> leftOpen() throws Exception {
        Region left = SmallRegions.open(Barrier.KEY);
        on(new Body(), () -> {
            Object flight;
            try {
                flight = left.begin(new TextKey(1));
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
            assertThat(flight).isInstanceOf(Flight.class);
            assertThat(Nests.current()).isNotNull();
            assertThat(Callers.mine()).isNotNull();
            return null;
        });
        return new WeakReference<>(left);
    }

    /** As a class of threads may override what gives it. */
    @Test
    void aThreadThatGivesTheNumberOfAnotherIsNotTakenForIt() throws Exception {
        on(new Body(), () -> {
            hitTwice();
            FutureTask<@Nullable Object> namesake = new FutureTask<>(() -> {
                assertThat(Callers.mine()).isNull();
                assertThat(Nests.current()).isNull();
                loadInALoad();
                assertThat(Nests.current()).isNull();
                return null;
            });
            call(4, () -> {
                new Namesake(Thread.currentThread().getId(), namesake).start();
                return finished(namesake);
            });
            assertThat(namesake.get()).isNull();
            assertThat(Callers.isDetoured()).isFalse();
            return null;
        });
    }

    /** Waits for it. */
    private static boolean finished(FutureTask<?> task) {
        return Eventually.holds(task::isDone);
    }

    private void whereThePlaceIsTaken(Callable<@Nullable Object> body) throws Exception {
        Body first = new Body();
        CountDownLatch known = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        FutureTask<@Nullable Object> lives = start(first, () -> {
            hitTwice();
            known.countDown();
            return done.await(60, TimeUnit.SECONDS);
        });
        known.await();
        on(atThePlaceOf(first), body);
        done.countDown();
        assertThat(lives.get()).isEqualTo(true);
    }

    private void loadInALoad() {
        call(2, () -> {
            Nest outer = Nests.current();
            assertThat(outer).isNotNull();
            call(3, () -> {
                assertThat(Nests.current()).isNotNull().isNotSameAs(outer);
                return 3;
            });
            assertThat(Nests.current()).isSameAs(outer);
            return 2;
        });
    }

    private void hitTwice() {
        call(1, () -> 1);
        call(1, () -> 1);
    }

    private @Nullable Object call(Object key, Supplier<Object> original) {
        return SmallRegions.call(region, new TextKey(key), original);
    }

    private Entry entry() {
        Entry e = region.ledger.table.find(new TextKey(1));
        assertThat(e).isNotNull();
        return e;
    }

    private static @Nullable Object inScope(Callable<@Nullable Object> call) throws Exception {
        return Scopes.run(
                new Scope(Scope.Operation.BYPASS, new AtomicInteger(), new IllegalStateException(), report -> {}),
                call);
    }

    /** A thread takes its id when it is made. */
    private static Body atThePlaceOf(Body other) {
        Body thread = new Body();
        while ((thread.getId() - other.getId()) % PLACES != 0) {
            thread = new Body();
        }
        return thread;
    }

    private static void on(Body thread, Callable<@Nullable Object> body) throws Exception {
        try {
            start(thread, body).get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private static FutureTask<@Nullable Object> start(Body thread, Callable<@Nullable Object> body) {
        thread.task = new FutureTask<>(body);
        thread.setDaemon(true);
        thread.start();
        return thread.task;
    }

    /** A thread that is told late what to do. */
    private static final class Body extends Thread {
        private FutureTask<@Nullable Object> task = new FutureTask<>(() -> null);

        @Override
        public void run() {
            task.run();
        }
    }

    /** A thread that gives another's number for its own. */
    private static final class Namesake extends Thread {
        private final long number;

        Namesake(long number, Runnable task) {
            super(task);
            this.number = number;
            setDaemon(true);
        }

        @Override
        @SuppressWarnings("deprecation") // on newer JDKs
        public long getId() {
            return number;
        }
    }
}
