// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Storage;
import dev.memo.codec.KryoCodec;
import dev.memo.region.RegionSettings.Lifespan;
import dev.memo.region.RegionSettings.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is known of a region's keys by those who computed from them: bounded, and gone with them. */
@Timeout(60)
class OriginsTest {
    private final HeapTier tier = new HeapTier(10_000_000, 0, null, true);

    private Region dependent(long maxEntries) {
        RegionSettings settings = new RegionSettings(
                "dependent",
                new Lifespan(0, 0, 0),
                new Limits(maxEntries, 0),
                Barrier.KEY,
                Storage.SHARED,
                true,
                "lru",
                false,
                Waiting.DEFAULT,
                Freshness.NONE,
                new Nested(true, true));
        return tier.open(settings, new KryoCodec(getClass().getClassLoader()), (fresh, orphans) -> fresh);
    }

    @Test
    void aMarkIsSetOnceAndForgotten() {
        Origins origins = new Origins();
        Origin one = origins.key(1);
        Origin other = origins.key(2);
        assertThat(origins.key(1)).isSameAs(one);
        origins.over(1);
        assertThat(one.isOver()).isTrue();
        assertThat(other.isOver()).isFalse();
        assertThat(origins.key(1)).isNotSameAs(one);
        assertThat(origins.key(1).isOver()).isFalse();
        origins.allOver();
        assertThat(other.isOver()).isTrue();
        assertThat(origins.size()).isZero();
    }

    @Test
    void anyKeyStandsForAllOfThem() {
        Origins origins = new Origins();
        Origin any = origins.any();
        assertThat(any.isOver()).isFalse();
        origins.over(42);
        assertThat(any.isOver()).isTrue();
        assertThat(origins.any().isOver()).isFalse();
    }

    @Test
    void aSetLooksAgainWhereSomethingHasChanged() {
        Origins origins = new Origins();
        OriginSet set = new OriginSet(List.of(origins.key(1), origins.key(2)));
        assertThat(set.isOver()).isFalse();
        Origin unrelated = origins.key(3);
        origins.over(3);
        assertThat(unrelated.isOver()).isTrue();
        assertThat(set.isOver()).isFalse();
        origins.over(2);
        assertThat(set.isOver()).isTrue();
    }

    @Test
    void whatWasNotedBeforeItBecameTooMuchStillCounts() {
        Origins origins = new Origins();
        OriginNotes notes = new OriginNotes();
        notes.key(origins, -1);
        origins.over(-1);
        for (int i = 0; i <= OriginNotes.MOST; i++) {
            notes.key(origins, i);
        }
        OriginSet set = notes.set();
        assertThat(set).isNotNull();
        assertThat(set.size()).isLessThan(4);
        assertThat(set.isOver()).isTrue();
    }

    @Test
    void aChainWithoutEndKeepsNoMoreThanAFewOrigins() throws Throwable {
        Region region = dependent(10);
        for (int i = 0; i < 5_000; i++) {
            int n = i;
            Object sum = Regions.call(region, "k" + n, () -> below(region, n));
            assertThat(sum).isEqualTo(n);
        }
        Entry last = region.ledger.table.find(new TextKey("k4999"));
        assertThat(last != null && last.value instanceof Tagged tagged ? tagged.origins() : List.of())
                .hasSizeBetween(1, OriginNotes.MOST);
        for (int i = 0; i < 200 && region.ledger.origins().size() > 1_000; i++) {
            System.gc();
        }
        assertThat(region.ledger.origins().size()).isLessThanOrEqualTo(1_000);
    }

    private static Object below(Region region, int n) {
        try {
            Object below = n == 0 ? Integer.valueOf(-1) : Regions.call(region, "k" + (n - 1), () -> n - 1);
            return below instanceof Integer number ? number + 1 : -1;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
