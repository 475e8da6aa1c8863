// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static dev.memo.region.SharingRuntime.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.Eventually;
import dev.memo.annotation.MemoTimeoutException;
import dev.memo.annotation.OnCycle;
import dev.memo.annotation.OnTimeout;
import dev.memo.region.SharingRuntime.Started;
import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreException.Kind;
import dev.memo.spi.StoreLease;
import dev.memo.spi.StoreSettings;
import dev.memo.spi.StoreValue;
import dev.memo.testkit.FakeTicker;
import dev.memo.testkit.FaultyStore;
import dev.memo.testkit.InMemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of runtimes that share a store, one loads a key, and the others find its result there. */
@Timeout(60)
@Tag("parity-4")
class HostBarrierTest {
    private static final Duration LEASE = Duration.ofSeconds(10);

    private final FakeTicker ticker = new FakeTicker();
    private final FaultyStore store =
            new FaultyStore(new InMemoryStore(StoreSettings.at("test").ticker(ticker)));
    private final SharingRuntime one = new SharingRuntime(store, ticker);
    private final SharingRuntime two = new SharingRuntime(store, ticker);
    private final AtomicInteger loads = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    @Tag("parity-5")
    void manyThreadsOfTwoRuntimesMakeOneLoad() {
        List<Started> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add((i % 2 == 0 ? one : two).start("a", this::slowly));
        }
        assertThat(Eventually.holds(() -> calls.stream().anyMatch(Started::waitsForALease)))
                .isTrue();

        goOn.countDown();

        calls.forEach(call -> assertThat(call.result().join()).isEqualTo("value"));
        assertThat(loads).hasValue(1);
        assertThat(store.tryLease(key("a"), "me", LEASE).granted())
                .as("the lease has ended with the value")
                .isTrue();
    }

    @Test
    void afterAFailedLoadTheOtherRuntimeLoads() {
        Started first = one.start("a", () -> {
            await(goOn);
            throw new IllegalStateException("as the test wants it");
        });
        assertThat(Eventually.holds(() -> !free("a"))).isTrue();
        Started second = two.start("a", () -> "value");
        assertThat(Eventually.holds(second::waitsForALease)).isTrue();

        goOn.countDown();

        assertThatThrownBy(first.result()::join).hasRootCauseMessage("as the test wants it");
        assertThat(second.result().join()).isEqualTo("value");
        assertThat(one.call("a", this::slowly)).isEqualTo("value");
    }

    @Test
    void aLeaseThatIsNotRenewedIsTakenOverAndTheLateValueIsFencedOff() throws InterruptedException {
        StoreLease stopped = store.tryLease(key("a"), "somebody", LEASE);
        Started call = one.start("a", () -> "value");
        assertThat(Eventually.holds(call::waitsForALease)).isTrue();
        ticker.advance(LEASE.minusMillis(1));
        assertThat(call.waitsForALease()).isTrue();

        ticker.advance(Duration.ofMillis(1));

        assertThat(call.result().join()).isEqualTo("value");
        one.flush();
        StoreValue late = StoreValue.of(new byte[1], 0);
        assertThat(store.write(List.of(StoreChange.put(key("a"), late, stopped)))
                        .fenced())
                .hasSize(1);
        assertThat(two.call("a", this::slowly)).isEqualTo("value");
    }

    @Test
    void whatIsInvalidatedByAnotherRuntimeIsNotStoredByALoadThatBeganBefore() throws InterruptedException {
        Started call = one.start("a", this::slowly);
        assertThat(Eventually.holds(() -> loads.get() == 1)).isTrue();
        two.region.invalidate(new TextKey("a"));
        two.flush();

        goOn.countDown();

        assertThat(call.result().join()).isEqualTo("value");
        one.flush();
        assertThat(store.read(key("a"))).isNull();
        assertThat(two.call("a", () -> "newer")).isEqualTo("newer");
    }

    @Test
    void aStoreInTroubleLeavesTheBarrierOfTheProcess() {
        store.failing(call -> call.method().equals("tryLease") ? new FaultyStore.Fault(Kind.UNREACHABLE, false) : null);
        List<Started> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(one.start("a", this::slowly));
        }
        assertThat(Eventually.holds(() -> loads.get() == 1)).isTrue();
        goOn.countDown();
        calls.forEach(call -> assertThat(call.result().join()).isEqualTo("value"));

        assertThat(two.call("a", this::slowly)).isEqualTo("value");
        assertThat(two.call("b", this::slowly)).isEqualTo("value");
        assertThat(loads).as("one per key and runtime").hasValue(3);
        assertThat(one.told).hasSize(1);
        assertThat(two.told).hasSize(1);
    }

    @Test
    void waitsForOtherProcessesAreBounded() {
        StoreLease others = store.tryLease(key("a"), "process 1", Duration.ofHours(1));
        SharingRuntime running = waiting(OnTimeout.RUN);
        SharingRuntime failing = waiting(OnTimeout.FAIL);
        Started run = running.start("a", () -> "value");
        Started fail = failing.start("a", () -> "value");
        assertThat(Eventually.holds(() -> run.waitsForALease() && fail.waitsForALease()))
                .isTrue();

        ticker.advance(Duration.ofSeconds(2));

        assertThat(run.result().join()).isEqualTo("value");
        assertThatThrownBy(fail.result()::join)
                .hasCauseInstanceOf(MemoTimeoutException.class)
                .hasMessageContaining("the load by thread \"process 1\" is not over");
        assertThat(running.call("a", this::slowly)).isEqualTo("value");
        assertThat(store.read(key("a")))
                .as("whoever was not admitted stores nothing")
                .isNull();
        assertThat(store.renew(others, LEASE)).isTrue();
    }

    @Test
    void whoIsInterruptedRunsTheOriginal() {
        store.tryLease(key("a"), "somebody", Duration.ofHours(1));
        Started call = one.start("a", () -> Thread.interrupted() ? "interrupted" : "value");
        assertThat(Eventually.holds(call::waitsForALease)).isTrue();

        call.thread().interrupt();

        assertThat(call.result().join()).isEqualTo("interrupted");
    }

    @Test
    void aLoadThatAsksForItsOwnKeyRunsThrough() {
        AtomicInteger depth = new AtomicInteger();
        Supplier<Object> inner = () -> "inner";
        assertThat(one.call("a", () -> depth.incrementAndGet() + " " + one.call("a", inner)))
                .isEqualTo("1 inner");
        assertThat(two.call("a", this::slowly)).isEqualTo("1 inner");
    }

    @Test
    void inACircleOfProcessesTheOlderLeaseIsRenewedOnly() {
        CountDownLatch both = new CountDownLatch(2);
        Started first = one.start("a", () -> {
            meet(both);
            return one.call("b", () -> "b of one");
        });
        Started second = two.start("b", () -> {
            meet(both);
            return two.call("a", () -> "a of two");
        });
        assertThat(Eventually.holds(() -> first.waitsForALease() && second.waitsForALease()))
                .isTrue();
        long a = store.tryLease(key("a"), "me", LEASE).token();
        long b = store.tryLease(key("b"), "me", LEASE).token();
        assertThat(LeaseWait.isBehindOlder(first.thread(), a)).isEqualTo(b < a);
        assertThat(LeaseWait.isBehindOlder(second.thread(), b)).isEqualTo(a < b);

        ticker.advance(LEASE);

        assertThat(first.result().join()).isIn("b of one", "a of two");
        assertThat(second.result().join()).isIn("b of one", "a of two");
    }

    @Test
    void whatCannotBeReadIsLoadedAndReplaced() throws InterruptedException {
        store.write(List.of(StoreChange.put(key("a"), StoreValue.of(new byte[] {1, 2, 3}, 0))));

        assertThat(one.call("a", () -> "value")).isEqualTo("value");
        one.flush();
        assertThat(two.call("a", this::slowly)).isEqualTo("value");
        assertThat(loads).hasValue(0);
    }

    private SharingRuntime waiting(OnTimeout onTimeout) {
        return new SharingRuntime(
                store, ticker, new Waiting(Duration.ofSeconds(2).toNanos(), onTimeout, OnCycle.RUN, 0));
    }

    private boolean free(String key) {
        StoreLease lease = store.tryLease(key(key), "a test", LEASE);
        return lease.granted() && store.release(lease);
    }

    private Object slowly() {
        loads.incrementAndGet();
        await(goOn);
        return "value";
    }

    private static void meet(CountDownLatch both) {
        both.countDown();
        await(both);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
