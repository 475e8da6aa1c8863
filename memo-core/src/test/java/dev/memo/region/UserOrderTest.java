// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.SecondChance;
import dev.memo.annotation.Barrier;
import dev.memo.spi.EvictionPolicy;
import dev.memo.testkit.FakeTicker;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A policy with a mistake is reported, at a bounded rate, and nothing else suffers. */
@Tag("parity-38")
class UserOrderTest {

    @Test
    void whatAPolicyThrowsIsReportedWithWhatHappensInstead() throws Throwable {
        Eviction broken = new Eviction("broken", 0, List.of(new Broken()));
        HeapTier tier = new HeapTier(1 << 20, 2, new FakeTicker(), true, broken);
        Region region = Regions.open(tier, Regions.settings(0, 0, Barrier.KEY));
        try (Messages messages = new Messages("an eviction policy of yours failed")) {
            for (int key = 0; key < 10; key++) {
                Regions.call(region, "key " + key, () -> "value");
            }
            assertThat(messages.all())
                    .as("the 1st, 2nd, 4th and 8th of 8")
                    .hasSize(4)
                    .allMatch(text -> text.contains("what was stored first goes in its stead, because of"
                            + " java.lang.IllegalStateException"));
        }
        assertThat(region.stats().entries()).isEqualTo(2);
        assertThat(region.stats().evictions()).isEqualTo(8);
    }

    @Test
    void aPolicyIsNotAskedForOneOfNoEntries() throws Throwable {
        Eviction own = new Eviction("second-chance", 0, List.of(new SecondChance()));
        HeapTier tier = new HeapTier(1 << 20, 2, new FakeTicker(), true, own);
        Region empty = Regions.open(tier, Regions.settings(0, 0, Barrier.KEY));
        Region region = Regions.open(tier, Regions.settings(0, 0, Barrier.KEY));
        try (Messages messages = new Messages("an eviction policy of yours failed")) {
            for (int key = 0; key < 10; key++) {
                Regions.call(region, "key " + key, () -> "value");
            }
            assertThat(messages.all()).isEmpty();
        }
        assertThat(region.stats().evictions()).isEqualTo(8);
        assertThat(empty.stats().entries()).isZero();
    }

    /** Cannot choose. Stateless. */
    private static final class Broken implements EvictionPolicy, EvictionPolicy.Order {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Order newOrder() {
            return this;
        }

        @Override
        public void added(Item item) {}

        @Override
        public void updated(Item item) {}

        @Override
        public void accessed(Item item) {}

        @Override
        public void removed(Item item) {}

        @Override
        public Item victim(@Nullable Item newcomer) {
            throw new IllegalStateException("cannot choose");
        }
    }
}
