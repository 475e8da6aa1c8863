// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Eventually;
import org.junit.jupiter.api.Test;

/** Entries whose weakly held part is gone. */
class OrphansTest {
    private final Region region = Regions.openWeak(new HeapTier(1 << 20, 0, null, true));

    @Test
    void anEntryGoesOnTheMissAfterItsPart() throws Throwable {
        Regions.call(region, new Object(), () -> "value");
        assertThat(region.stats().entries()).isEqualTo(1);
        Object alive = new Object();
        assertThat(Eventually.holdsAfterCollections(() -> missLeaves(1))).isTrue();
        Regions.call(region, alive, () -> "value");
        assertThat(region.stats().entries()).isLessThanOrEqualTo(2);
        assertThat(alive).isNotNull();
    }

    /** What runs may not need its receiver to the end. */
    @Test
    void anEntryWhosePartGoesDuringItsLoadIsNotKept() throws Throwable {
        Flight flight = begin();
        assertThat(Eventually.holdsAfterCollections(() -> isOrphan(flight))).isTrue();
        assertThat(Eventually.holdsAfterCollections(() -> missLeaves(1))).isTrue();
        flight.accept("late", null);
        assertThat(Eventually.holdsAfterCollections(() -> missLeaves(1))).isTrue();
        assertThat(flight.entry.state).isEqualTo(Entry.GONE);
    }

    private Flight begin() throws Throwable {
        Object slot = region.begin(new TextKey(new Object()));
        assertThat(slot).isInstanceOf(Flight.class);
        return (Flight) java.util.Objects.requireNonNull(slot);
    }

    private static boolean isOrphan(Flight flight) {
        return flight.entry.parts()[0] instanceof WeakPart weak && weak.refersTo(null);
    }

    private boolean missLeaves(long entries) {
        try {
            Regions.call(region, new Object(), () -> "value");
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        return region.stats().entries() <= entries;
    }
}
