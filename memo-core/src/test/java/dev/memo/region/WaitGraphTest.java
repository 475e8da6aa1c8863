// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.region.WaitTable.Wait;
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
        Wait first = wait(flights, 0, 1);
        assertThat(WaitGraph.enter(first)).isEmpty();
        assertThat(WaitGraph.enter(wait(flights, 1, 0))).containsExactly("test", "test");
        assertThat(WaitGraph.waitOf(flights.get(1).thread())).isNull();
        assertThat(WaitGraph.waitOf(flights.get(0).thread())).isSameAs(flights.get(1));
        first.end();
        assertThat(WaitGraph.waitOf(flights.get(0).thread())).isNull();
    }

    @Test
    void whoWaitsAlreadyForSomethingElseGoesBackToThat() {
        List<Flight> flights = flights(3);
        Wait first = wait(flights, 0, 1);
        Wait second = wait(flights, 1, 2);
        assertThat(WaitGraph.enter(second)).isEmpty();
        assertThat(WaitGraph.enter(first)).isEmpty();
        assertThat(WaitGraph.enter(wait(flights, 1, 0))).hasSize(2);
        assertThat(WaitGraph.waitOf(flights.get(1).thread())).isSameAs(flights.get(2));
        first.end();
        second.end();
    }

    /** A worker that takes a load over may close one, which each of its waiters finds when it looks up. */
    @Test
    void aCircleOnTheWayThatTheCallerIsNotInEndsTheSearch() {
        for (int length = 1; length < 20; length++) {
            List<Flight> flights = flights(length + 1);
            List<Wait> waits = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                waits.add(wait(flights, i, i + 1));
                assertThat(WaitGraph.enter(waits.get(i))).isEmpty();
            }
            flights.get(length).worker = flights.get(0).thread();
            waits.add(new Wait(new Thread(), flights.get(length / 2)));
            assertThat(WaitGraph.enter(waits.get(length))).isEmpty();
            waits.forEach(Wait::end);
        }
    }

    @Test
    void aThreadIsToldApartWhateverItsClassSaysOfEquality() {
        Thread one = new Alike();
        Thread other = new Alike();
        Wait wait = new Wait(one, flights(1).get(0));
        assertThat(one).isEqualTo(other);
        assertThat(WaitGraph.enter(wait)).isEmpty();
        assertThat(WaitGraph.waitOf(other)).isNull();
        wait.end();
    }

    /** Returns the wait of one flight's leader for another flight. */
    private static Wait wait(List<Flight> flights, int leader, int awaited) {
        return new Wait(flights.get(leader).thread(), flights.get(awaited));
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
            Wait mine = wait(flights, place, (place + 1) % flights.size());
            together.arriveAndAwaitAdvance();
            found.add(!WaitGraph.enter(mine).isEmpty());
            together.arriveAndAwaitAdvance();
            mine.end();
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
