// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.memo.ThreadPerTask;
import dev.memo.annotation.Barrier;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RegionTest {

    @Test
    @Tag("parity-3")
    void aHitIsServedWhileSomebodyElseHoldsTheLock() throws Exception {
        Region region = SmallRegions.open(Barrier.KEY);
        SmallRegions.call(region, new NumberEntry(7, 7), () -> "value");
        region.tier.budget.lock.lock();
        try {
            CompletableFuture<@Nullable Object> other = CompletableFuture.supplyAsync(
                    () -> SmallRegions.call(region, new NumberEntry(7, 7), () -> "load"), ThreadPerTask.EXECUTOR);
            assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo("value");
        } finally {
            region.tier.budget.lock.unlock();
        }
    }

    /** The condition is user code and runs without a lock, so it stands for whatever happens in that moment. */
    @Test
    void whatTakesAnEntrysPlaceWhileItIsInvalidatedGoesToo() throws Throwable {
        Region region = SmallRegions.open(Barrier.NONE);
        Flight first = begin(region);
        Flight second = begin(region);
        first.accept("stale", null);
        assertThat(region.invalidateIf(e -> {
                    second.accept("stale too", null);
                    return true;
                }))
                .isEqualTo(1);
        assertThat(SmallRegions.call(region, new NumberEntry(7, 7), () -> "fresh"))
                .isEqualTo("fresh");
    }

    @Test
    void withoutABarrierTheLastOfManyLoadsToReturnWins() throws Throwable {
        Region region = SmallRegions.open(Barrier.NONE);
        List<Flight> flights = List.of(begin(region), begin(region), begin(region), begin(region), begin(region));
        for (int i : new int[] {1, 4, 0, 2, 3}) {
            flights.get(i).accept("value " + i, null);
            assertThat(kept(region)).isEqualTo("value " + i);
        }
        assertThat(region.stats().puts()).isEqualTo(5);
        assertThat(region.stats().entries()).isEqualTo(1);
        assertThat(region.loadsUnderWay()).isEmpty();
    }

    @Test
    void theNewestOfManyLoadsOfOneKeyIsKept() throws Throwable {
        Region region = SmallRegions.open(Barrier.KEY);
        List<Flight> flights = List.of(alone(region), alone(region), alone(region), alone(region), alone(region));
        int[] kept = {0, 2, 2, 4, 4};
        int[] order = {0, 2, 1, 4, 3};
        for (int i = 0; i < order.length; i++) {
            flights.get(order[i]).accept("value " + order[i], null);
            assertThat(kept(region)).isEqualTo("value " + kept[i]);
        }
        assertThat(flights).extracting(Flight::vacated).containsExactly(false, true, false, true, false);
        assertThat(region.stats().puts()).isEqualTo(3);
        assertThat(region.loadsUnderWay()).isEmpty();
    }

    @Test
    void otherWritesFenceOffAllLoadsHoweverManyHaveReturned() throws Throwable {
        for (int returned = 0; returned <= 3; returned++) {
            Region region = SmallRegions.open(Barrier.NONE);
            List<Flight> flights = List.of(begin(region), begin(region), begin(region), begin(region));
            flights.subList(0, returned).forEach(flight -> flight.accept("before", null));
            Writes writes = new Writes(region);
            writes.store(writes.candidate(new NumberEntry(7, 7), "put", 0), Condition.ALWAYS);
            flights.subList(returned, 4).forEach(flight -> flight.accept("late", null));
            assertThat(kept(region)).isEqualTo("put");
            assertThat(region.invalidate(new NumberEntry(7, 7))).isTrue();
            assertThat(kept(region)).isNull();
        }
    }

    @Test
    void anInvalidationFencesOffAllLoadsHoweverManyHaveReturned() throws Throwable {
        for (int returned = 0; returned <= 3; returned++) {
            Region region = SmallRegions.open(Barrier.NONE);
            List<Flight> flights = List.of(begin(region), begin(region), begin(region), begin(region));
            flights.subList(0, returned).forEach(flight -> flight.accept("before", null));
            region.invalidate(new NumberEntry(7, 7));
            Flight fresh = begin(region);
            flights.subList(returned, 4).forEach(flight -> flight.accept("late", null));
            assertThat(kept(region)).isNull();
            fresh.accept("fresh", null);
            assertThat(kept(region)).isEqualTo("fresh");
            assertThat(region.loadsUnderWay()).isEmpty();
        }
    }

    private static @Nullable Object kept(Region region) {
        Live live = region.reads.live(new NumberEntry(7, 7));
        return live == null ? null : region.values.open(live.stored());
    }

    /** Begins a load in a thread of its own, as a caller does who waits for nobody any more. */
    private static Flight alone(Region region) throws Exception {
        Renewals.Call call = new Renewals.Call(new NumberEntry(7, 7), null);
        CompletableFuture<@Nullable Object> other =
                CompletableFuture.supplyAsync(() -> region.flights.findOrOpen(call, true), ThreadPerTask.EXECUTOR);
        return other.get(30, TimeUnit.SECONDS) instanceof Flight flight ? flight : fail("no flight");
    }

    private static Flight begin(Region region) throws Throwable {
        return region.begin(new NumberEntry(7, 7)) instanceof Flight flight ? flight : fail("no flight");
    }
}
