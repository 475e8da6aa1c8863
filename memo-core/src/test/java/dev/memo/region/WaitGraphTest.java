// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.region.WaitGraph.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Circles of waits: each is found by exactly one of those who close it together. */
@Timeout(120)
class WaitGraphTest {
    private static final int ROUNDS = Integer.getInteger("memo.graph.rounds", 20_000);

    private final Region region = SmallRegions.open(Barrier.KEY);
    private final ExecutorService pool = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });

    @AfterEach
    void end() {
        pool.shutdown();
    }

    @Test
    void oneOfTwoWhoCloseACircleTogetherFindsIt() throws Exception {
        assertThat(finders(2)).containsOnly(1);
    }

    @Test
    void oneOfThreeWhoCloseACircleTogetherFindsIt() throws Exception {
        assertThat(finders(3)).containsOnly(1);
    }

    @Test
    void whoFindsACircleHasLeftAndIsToldItsMethods() {
        List<Flight> flights = flights(2);
        Waiter first = new Waiter(flights.get(0).thread());
        Waiter second = new Waiter(flights.get(1).thread());
        assertThat(WaitGraph.enter(first, flights.get(1), null)).isEmpty();
        assertThat(WaitGraph.enter(second, flights.get(0), null)).containsExactly("test", "test");
        assertThat(WaitGraph.waitOf(second.thread)).isNull();
        assertThat(WaitGraph.waitOf(first.thread)).isSameAs(flights.get(1));
        WaitGraph.leave(first, null);
        assertThat(WaitGraph.waitOf(first.thread)).isNull();
    }

    @Test
    void whoWaitsAlreadyForSomethingElseGoesBackToThat() {
        List<Flight> flights = flights(3);
        Waiter first = new Waiter(flights.get(0).thread());
        Waiter second = new Waiter(flights.get(1).thread());
        assertThat(WaitGraph.enter(second, flights.get(2), null)).isEmpty();
        assertThat(WaitGraph.enter(first, flights.get(1), null)).isEmpty();
        assertThat(WaitGraph.enter(second, flights.get(0), flights.get(2))).hasSize(2);
        assertThat(WaitGraph.waitOf(second.thread)).isSameAs(flights.get(2));
        WaitGraph.leave(first, null);
        WaitGraph.leave(second, null);
    }

    /** A worker that takes a load over may close one, which each of its waiters finds when it looks up. */
    @Test
    void aCircleOnTheWayThatTheCallerIsNotInEndsTheSearch() {
        for (int length = 1; length < 20; length++) {
            List<Flight> flights = flights(length + 1);
            for (int i = 0; i < length; i++) {
                assertThat(WaitGraph.enter(new Waiter(flights.get(i).thread()), flights.get(i + 1), null))
                        .isEmpty();
            }
            flights.get(length).takeOver(flights.get(0).thread(), 0);
            Waiter caller = new Waiter(new Thread());
            assertThat(WaitGraph.enter(caller, flights.get(length / 2), null)).isEmpty();
            WaitGraph.leave(caller, null);
            for (int i = 0; i < length; i++) {
                WaitGraph.leave(new Waiter(flights.get(i).thread()), null);
            }
        }
    }

    @Test
    void aThreadIsToldApartWhateverItsClassSaysOfEquality() {
        Thread one = new Alike();
        Thread other = new Alike();
        Flight flight = flights(1).get(0);
        assertThat(one).isEqualTo(other);
        assertThat(WaitGraph.enter(new Waiter(one), flight, null)).isEmpty();
        assertThat(WaitGraph.waitOf(other)).isNull();
        WaitGraph.leave(new Waiter(one), null);
    }

    /** Returns in each round how many of so many threads, each of which waits for the next one's load, found the circle. */
    private List<Integer> finders(int size) throws Exception {
        List<Integer> counts = new ArrayList<>();
        Phaser together = new Phaser(size);
        List<List<Flight>> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(flights(size));
        }
        List<Future<List<Boolean>>> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int place = i;
            all.add(pool.submit(() -> found(rounds, place, together)));
        }
        for (int round = 0; round < ROUNDS; round++) {
            int found = 0;
            for (Future<List<Boolean>> one : all) {
                found += one.get().get(round) ? 1 : 0;
            }
            counts.add(found);
        }
        return counts;
    }

    private static List<Boolean> found(List<List<Flight>> rounds, int place, Phaser together) {
        List<Boolean> found = new ArrayList<>();
        for (List<Flight> flights : rounds) {
            Waiter me = new Waiter(flights.get(place).thread());
            together.arriveAndAwaitAdvance();
            found.add(!WaitGraph.enter(me, flights.get((place + 1) % flights.size()), null)
                    .isEmpty());
            together.arriveAndAwaitAdvance();
            WaitGraph.leave(me, null);
        }
        return found;
    }

    /** Returns loads by threads that never start. */
    private List<Flight> flights(int size) {
        List<Flight> flights = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            flights.add(new Flight(region.flights, new NumberEntry(i, i), new Thread()));
        }
        return flights;
    }

    /** Threads that are all equal. */
    private static final class Alike extends Thread {
        @Override
        public boolean equals(Object other) {
            return other instanceof Alike;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }
}
