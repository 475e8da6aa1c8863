// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Barrier;
import dev.memo.spi.RemovalCause;
import dev.memo.testkit.FakeTicker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order that has no memory in the midst of a change leaves no entry half kept, and exact sums. */
class HalfWayTest {
    private static final long MAX_BYTES = 1 << 20;

    private final HeapTier tier = new HeapTier(MAX_BYTES, 0, new FakeTicker(), true);
    private final Forgetful order = new Forgetful();
    private final RegionSettings settings = Regions.settings(1_000, 0, Barrier.KEY);
    private final Ledger ledger = new Ledger(
            settings,
            new Lifetime(settings.lifespan(), tier.clock, 1),
            tier.recency,
            new Counters(),
            order,
            new Ledger.Listeners((entry, stored, cause) -> {}, new EventLog(tier, "test")));
    private final TextKey key = new TextKey("key");

    @BeforeEach
    void register() {
        tier.budget.register(ledger.account);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEntryThatNoOrderTakesInIsNotKept(boolean publish) {
        order.fails = true;
        assertThatThrownBy(() -> put(publish)).isInstanceOf(OutOfMemoryError.class);
        assertNothingIsKept();
        put(publish);
        assertOneIsKept();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEntryThatCannotBeReplacedIsNotKept(boolean publish) {
        put(publish);
        order.fails = true;
        assertThatThrownBy(() -> put(publish)).isInstanceOf(OutOfMemoryError.class);
        assertNothingIsKept();
        put(publish);
        assertOneIsKept();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEntryThatLeavesIsGone(boolean evicted) {
        put(false);
        order.fails = true;
        assertThatThrownBy(() -> drop(evicted)).isInstanceOf(OutOfMemoryError.class);
        assertNothingIsKept();
        put(false);
        assertOneIsKept();
    }

    private void put(boolean publish) {
        Entry old = ledger.table.find(key);
        Entry fresh = publish && old != null ? old : key.withParts(key.parts());
        Candidate c = new Candidate(fresh, "value", 100, 0, tier.clock.exact());
        tier.budget.lock();
        try {
            if (fresh != old) {
                ledger.table.link(fresh, ledger.table.spot(fresh.hash()));
            }
            if (publish) {
                assertThat(tier.budget.publish(ledger, c)).isTrue();
            } else {
                tier.budget.replace(ledger, old, c);
            }
        } finally {
            tier.budget.unlock();
        }
    }

    private void drop(boolean evicted) {
        Entry e = ledger.table.find(key);
        assertThat(e).isNotNull();
        tier.budget.lock();
        try {
            if (evicted) {
                tier.budget.evictAlong(ledger, e);
            } else {
                tier.budget.remove(ledger, e, RemovalCause.INVALIDATED);
            }
        } finally {
            tier.budget.unlock();
        }
    }

    private void assertNothingIsKept() {
        assertThat(ledger.table.find(key)).isNull();
        assertSums(0);
    }

    private void assertOneIsKept() {
        Entry e = ledger.table.find(key);
        assertThat(e).isNotNull();
        assertThat(e.value).isEqualTo("value");
        assertSums(1);
    }

    private void assertSums(int entries) {
        assertThat(ledger.table.count(e -> true)).isEqualTo(entries);
        assertThat(ledger.account.entries).isEqualTo(entries);
        assertThat(ledger.account.bytes).isEqualTo(100L * entries);
        assertThat(tier.budget.room()[0]).isEqualTo(MAX_BYTES - 100L * entries);
        TimerWheel wheel = ledger.wheel();
        assertThat(wheel == null || wheel.isEmpty()).isEqualTo(entries == 0);
        assertThat(order.line.oldest == null).isEqualTo(entries == 0);
    }

    /** Has no memory once. Guarded by the budget's lock. */
    private static final class Forgetful extends Order {
        private final Line line = new Line();
        private boolean fails;

        @Override
        void add(Entry e) {
            failOnce();
            line.addNewest(e);
        }

        @Override
        void remove(Entry e) {
            line.remove(e);
            failOnce();
        }

        @Override
        @Nullable
        Entry victim(@Nullable Entry newcomer) {
            return (Entry) line.oldest;
        }

        private void failOnce() {
            if (fails) {
                fails = false;
                throw new OutOfMemoryError("of a test");
            }
        }
    }
}
