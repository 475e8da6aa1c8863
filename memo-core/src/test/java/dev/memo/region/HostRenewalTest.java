// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static dev.memo.region.SharingRuntime.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Eventually;
import dev.memo.annotation.Barrier;
import dev.memo.region.SharingRuntime.Kind;
import dev.memo.region.SharingRuntime.Started;
import dev.memo.spi.Stats;
import dev.memo.spi.StoreException;
import dev.memo.spi.StoreSettings;
import dev.memo.testkit.FakeTicker;
import dev.memo.testkit.FaultyStore;
import dev.memo.testkit.InMemoryStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of runtimes that share a store, one renews a value; the others serve what they have, and then take the new one. */
@Timeout(60)
@Tag("parity-4")
class HostRenewalTest {
    private static final Duration TO_REFRESH = Duration.ofMinutes(10);
    private static final Duration TTL = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofNanos(Freshness.RETRY_NANOS);

    private final FakeTicker ticker = new FakeTicker();
    private final FaultyStore store =
            new FaultyStore(new InMemoryStore(StoreSettings.at("test").ticker(ticker)));
    private final AtomicInteger loads = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Reruns ofOne = new Reruns();
    private final Reruns ofTwo = new Reruns();
    private final SharingRuntime one = open(TO_REFRESH, ofOne);
    private final SharingRuntime two = open(TO_REFRESH, ofTwo);

    @BeforeEach
    void haveBoth() {
        assertThat(one.call("a", () -> "old")).isEqualTo("old");
        assertThat(two.call("a", this::never)).isEqualTo("old");
    }

    @Test
    void aValueIsRefreshedOnce() {
        ticker.advance(TO_REFRESH);
        assertThat(one.call("a", this::never)).isEqualTo("old");
        assertThat(two.call("a", this::never)).isEqualTo("old");
        ofOne.body = () -> {
            ofTwo.body = this::never;
            ofTwo.run(); // while the first one loads
            return "new";
        };
        ofOne.run();

        assertThat(one.call("a", this::never)).isEqualTo("new");
        assertThat(two.call("a", this::never)).as("not at once").isEqualTo("old");
        assertThat(ofTwo.waiting).isEmpty();
        ticker.advance(RETRY);
        assertThat(two.call("a", this::never)).isEqualTo("old");
        ofTwo.run();
        assertThat(two.call("a", this::never)).isEqualTo("new");
        assertThat(one.region.stats().refreshes()).isEqualTo(1);
        Stats idle = two.region.stats();
        assertThat(idle.refreshes() + idle.refreshFailures() + idle.refreshDrops() + idle.loads())
                .isZero();
        assertThat(idle.hits()).as("of five calls").isEqualTo(5);
        assertThat(idle.misses()).isZero();
    }

    @Test
    void whatComesOfARefreshIsRefreshedAgain() {
        ticker.advance(TO_REFRESH);
        assertThat(one.call("a", this::never)).isEqualTo("old");
        ofOne.body = () -> "new";
        ofOne.run();
        ticker.advance(TO_REFRESH);

        assertThat(two.call("a", this::never)).isEqualTo("old");
        ofTwo.body = () -> "newer";
        ofTwo.run();

        assertThat(two.call("a", this::never)).isEqualTo("newer");
    }

    @Test
    void aStaleValueIsLoadedByOneAndServedByTheOther() {
        ticker.advance(TTL);
        Started loading = one.start("a", this::slowly);
        assertThat(Eventually.holds(() -> loads.get() == 1)).isTrue();
        assertThat(two.call("a", this::never)).isEqualTo("old");

        goOn.countDown();

        assertThat(loading.result().join()).isEqualTo("new");
        assertThat(two.call("a", this::never)).as("not at once").isEqualTo("old");
        ticker.advance(RETRY);
        assertThat(two.call("a", this::never)).isEqualTo("new");
        assertThat(two.call("a", this::never)).isEqualTo("new");
        Stats idle = two.region.stats();
        assertThat(idle.staleServes()).isEqualTo(2);
        assertThat(idle.hits()).as("of five calls").isEqualTo(5);
        assertThat(idle.misses() + idle.loads()).isZero();
        assertThat(idle.storeHits()).isEqualTo(2);
    }

    @Test
    void whenTheOneThatLoadsFailsTheOtherLoads() {
        ticker.advance(TTL);
        Started loading = one.start("a", () -> {
            Object unused = slowly();
            throw new IllegalStateException("as the test wants it");
        });
        assertThat(Eventually.holds(() -> loads.get() == 1)).isTrue();
        assertThat(two.call("a", this::never)).isEqualTo("old");
        goOn.countDown();
        assertThat(loading.result()).failsWithin(Duration.ofSeconds(30));

        ticker.advance(RETRY);

        assertThat(two.call("a", () -> "new")).isEqualTo("new");
        assertThat(store.read(key("a"))).isNotNull();
    }

    @Test
    void whatIsInvalidatedByAnotherIsNotStoredByARenewalThatBeganBefore() throws InterruptedException {
        ticker.advance(TTL);
        Started loading = one.start("a", this::slowly);
        assertThat(Eventually.holds(() -> loads.get() == 1)).isTrue();
        two.region.invalidate(new TextKey("a"));
        two.flush();

        goOn.countDown();

        assertThat(loading.result().join()).isEqualTo("new");
        one.flush();
        assertThat(store.read(key("a"))).isNull();
    }

    @Test
    void whatIsPutByAnotherIsNotReplacedByALoadThatBeganBefore() throws InterruptedException {
        Started loading = one.start("b", this::slowly);
        assertThat(Eventually.holds(() -> loads.get() == 1)).isTrue();
        Writes writes = new Writes(two.region);
        Draft draft = writes.draft(new TextKey("b"), "put", 0);
        assertThat(writes.store(draft, Condition.ALWAYS).done()).isTrue();
        assertThat(writes.settled(draft)).isTrue();

        goOn.countDown();

        assertThat(loading.result().join()).isEqualTo("new");
        one.flush();
        assertThat(open(TO_REFRESH, new Reruns()).call("b", this::never)).isEqualTo("put");
    }

    @Test
    void withoutTheStoreEachRenews() {
        store.failing(call -> call.method().equals("tryLease")
                ? new FaultyStore.Fault(StoreException.Kind.UNREACHABLE, false)
                : null);
        ticker.advance(TTL);

        assertThat(one.call("a", () -> "new of one")).isEqualTo("new of one");
        assertThat(two.call("a", () -> "new of two")).isEqualTo("new of two");
    }

    private SharingRuntime open(Duration refresh, Reruns reruns) {
        Freshness freshness = new Freshness(
                TTL.multipliedBy(2).toNanos(),
                Freshness.RETRY_NANOS,
                refresh.toNanos(),
                0,
                new Freshness.Patience(0, 0),
                new Freshness.Lives("", 0, 0, List.of(), 0));
        Kind kind = Kind.of(Barrier.HOST, Waiting.DEFAULT, freshness);
        return new SharingRuntime(
                store, ticker, kind.rerunning(fresh -> new Rerun(() -> reruns.body.get(), false), reruns.waiting::add));
    }

    private Object slowly() {
        loads.incrementAndGet();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return "new";
    }

    private Object never() {
        throw new AssertionError("another runtime has loaded it, or does");
    }

    /** The loads in the background of one runtime, run by the test. Confined to its thread. */
    private final class Reruns {
        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        private Supplier<Object> body = HostRenewalTest.this::never;

        void run() {
            assertThat(waiting).hasSize(1);
            waiting.remove().run();
        }
    }
}
