// SPDX-License-Identifier: Apache-2.0
package dev.memo.store;

import static dev.memo.store.Keys.key;
import static dev.memo.store.Keys.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Eventually;
import dev.memo.spi.StoreLease;
import dev.memo.spi.StoreSettings;
import dev.memo.testkit.FakeTicker;
import dev.memo.testkit.FaultyStore;
import dev.memo.testkit.InMemoryStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Leases are renewed for as long as they are held and needed, by a thread that goes with the last of them. */
@Timeout(60)
class HeldLeasesTest {
    private static final long MILLI = 1_000_000;

    private final FakeTicker ticker = new FakeTicker();
    private final FaultyStore store =
            new FaultyStore(new InMemoryStore(StoreSettings.at("test").ticker(ticker)));
    private final AtomicInteger renewals = new AtomicInteger();
    private final AtomicInteger threads = new AtomicInteger();
    private final StoreLink link = new StoreLink(() -> store, ticker, trouble -> {});
    private final StoreWriter writer = new StoreWriter(link, Pace.USUAL, ticker, this::start, gone -> {});
    private final HeldLeases leases = new HeldLeases(this::start, MILLI);

    @Test
    void aLeaseIsRenewedUntilItIsReleased() {
        HeldLease lease = hold();
        assertThat(Eventually.holds(() -> renewals.get() > 3)).isTrue();
        ticker.advance(HeldLeases.LASTS.minusSeconds(1));
        int before = renewals.get();
        assertThat(Eventually.holds(() -> renewals.get() > before + 1)).isTrue();
        ticker.advance(HeldLeases.LASTS.minusSeconds(1));
        assertThat(taken()).isFalse();

        lease.release();
        lease.release();

        assertThat(taken()).isTrue();
        assertThat(Eventually.holds(() -> threads.get() == 0))
                .as("the thread has gone")
                .isTrue();
    }

    @Test
    void aLeaseThatIsNotNeededIsNotRenewed() {
        AtomicBoolean needed = new AtomicBoolean(true);
        HeldLease lease = hold();
        lease.renewWhile(needed::get);
        assertThat(Eventually.holds(() -> renewals.get() > 3)).isTrue();
        needed.set(false);
        hold(2);
        int before = renewals.get();
        assertThat(Eventually.holds(() -> renewals.get() > before + 3)).isTrue();

        ticker.advance(HeldLeases.LASTS);

        assertThat(taken()).isTrue();
        assertThat(lease.put(value(1), true)).isPositive();
        assertThat(Eventually.holds(() -> writer.waiting(key(1)) == null)).isTrue();
        assertThat(store.read(key(1))).as("it came too late").isNull();
    }

    @Test
    void aLeaseEndsOnce() {
        HeldLease lease = hold();
        assertThat(lease.put(value(1), true)).isPositive();
        assertThat(lease.put(value(2), true)).isZero();
        lease.release();

        assertThat(Eventually.holds(() -> writer.waiting(key(1)) == null)).isTrue();
        assertThat(store.read(key(1))).isEqualTo(value(1));
    }

    private HeldLease hold() {
        return hold(1);
    }

    private HeldLease hold(int number) {
        StoreLease lease = store.tryLease(key(number), "me", HeldLeases.LASTS);
        store.beforeEach(call -> {
            if (call.method().equals("renew")) {
                renewals.incrementAndGet();
            }
        });
        HeldLease held = new HeldLease(lease, leases, link, writer);
        leases.add(held);
        return held;
    }

    private boolean taken() {
        return store.tryLease(key(1), "you", Duration.ofSeconds(1)).granted();
    }

    private boolean start(Runnable body) {
        threads.incrementAndGet();
        Thread thread = new Thread(() -> {
            body.run();
            threads.decrementAndGet();
        });
        thread.setDaemon(true);
        thread.start();
        return true;
    }
}
