// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Eventually;
import dev.memo.Seed;
import dev.memo.annotation.Barrier;
import dev.memo.region.WaitTable.Wait;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each thread waits for is found while it does, and not a moment longer. */
@Timeout(60)
class WaitTableTest {
    private static final int WORKERS = 4;
    private static final int STEPS = 50_000;

    private final Region region = SmallRegions.open(Barrier.KEY);
    private final Flight flight = flight();
    private final Flight another = flight();
    private final WaitTable table = new WaitTable(1);

    @Test
    void aNewerWaitHidesTheFormerUntilItEnds() {
        Thread thread = new Thread();
        Wait former = begun(thread, flight);
        Wait newer = begun(thread, another);
        assertThat(table.of(thread)).isSameAs(another);
        newer.end();
        assertThat(table.of(thread)).isSameAs(flight);
        former.end();
        assertThat(table.of(thread)).isNull();
    }

    @Test
    void threadsOfOneStackAreToldApart() {
        Thread one = new Thread();
        Thread other = new Thread();
        Wait wait = begun(one, flight);
        Wait top = begun(other, another);
        assertThat(table.of(one)).isSameAs(flight);
        assertThat(table.of(other)).isSameAs(another);
        assertThat(table.of(new Thread())).isNull();
        wait.end();
        assertThat(table.of(one)).isNull();
        assertThat(table.of(other)).isSameAs(another);
        assertThat(shown()).containsExactly(top);
    }

    @Test
    void aWaitThatHasEndedKeepsNothingAlive() {
        Flight awaited = flight();
        Thread waiter = new Thread();
        WeakReference<Flight> gone = new WeakReference<>(awaited);
        WeakReference<Thread> goneToo = new WeakReference<>(waiter);
        begun(waiter, awaited).end();
        awaited = null;
        waiter = null;
        assertThat(Eventually.collected(gone)).isTrue();
        assertThat(Eventually.collected(goneToo)).isTrue();
    }

    @Test
    void whoBeginsTakesOutWhatHasEnded() {
        List<Wait> waits = new ArrayList<>();
        List<WeakReference<Wait>> ended = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            waits.add(begun(new Thread(), flight));
            if (i % 3 != 0) {
                ended.add(new WeakReference<>(waits.get(i)));
                waits.get(i).end();
            }
        }
        waits.removeIf(wait -> wait.blocker() == null);
        waits.add(begun(new Thread(), flight));
        for (WeakReference<Wait> each : ended) {
            assertThat(Eventually.collected(each)).isTrue();
        }
        assertThat(shown()).containsExactlyInAnyOrderElementsOf(waits);
    }

    @Test
    void waitsThatOverlapLeaveNothingBehind() {
        List<WeakReference<Wait>> ended = new ArrayList<>();
        Wait former = begun(new Thread(), flight);
        for (int i = 0; i < 100; i++) {
            Wait next = begun(new Thread(), flight);
            ended.add(new WeakReference<>(former));
            former.end();
            former = next;
        }
        Wait last = begun(new Thread(), flight);
        for (WeakReference<Wait> each : ended) {
            assertThat(Eventually.collected(each)).isTrue();
        }
        assertThat(shown()).containsExactly(last, former);
    }

    @Test
    void aThreadThatWaitsIsFoundByItsId() {
        Thread one = new Thread();
        Thread other = new Thread();
        Wait wait = begun(one, flight);
        begun(other, flight);
        assertThat(table.thread(one.getId())).isSameAs(one);
        assertThat(table.thread(other.getId())).isSameAs(other);
        wait.end();
        assertThat(table.thread(one.getId())).isNull();
    }

    /** Each worker has threads of its own, whose waits it begins and ends; stacks are shared by all. */
    @Test
    void eachWorkerFindsWhatItsThreadsWaitForWhateverOthersDo() throws Exception {
        long seed = Seed.next();
        WaitTable shared = new WaitTable(4);
        ExecutorService pool = Executors.newFixedThreadPool(WORKERS);
        List<Future<@Nullable Void>> all = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            Random random = new Random(seed + i);
            all.add(pool.submit(() -> work(shared, random)));
        }
        for (Future<?> each : all) {
            each.get();
        }
        pool.shutdown();
        shared.forEach(wait -> assertThat(wait.blocker()).isNull());
    }

    private @Nullable Void work(WaitTable shared, Random random) {
        List<Flight> flights = List.of(flight(), flight(), flight());
        List<Thread> threads = List.of(new Thread(), new Thread(), new Thread(), new Thread(), new Thread());
        List<Deque<Wait>> model = new ArrayList<>();
        threads.forEach(thread -> model.add(new ArrayDeque<>()));
        for (int step = 0; step < STEPS; step++) {
            int which = random.nextInt(threads.size());
            Deque<Wait> waits = model.get(which);
            if (random.nextInt(3) < waits.size()) {
                waits.pop().end();
            } else {
                waits.push(new Wait(threads.get(which), flights.get(random.nextInt(flights.size()))));
                shared.add(waits.peek());
            }
            Wait newest = waits.peek();
            assertThat(shared.of(threads.get(which))).isSameAs(newest == null ? null : newest.blocker());
        }
        model.forEach(waits -> waits.forEach(Wait::end));
        return null;
    }

    private List<Wait> shown() {
        List<Wait> shown = new ArrayList<>();
        table.forEach(shown::add);
        return shown;
    }

    private Wait begun(Thread thread, Blocker blocker) {
        Wait wait = new Wait(thread, blocker);
        table.add(wait);
        return wait;
    }

    private Flight flight() {
        return new Flight(region.flights, new NumberEntry(1, 1), new Thread());
    }
}
