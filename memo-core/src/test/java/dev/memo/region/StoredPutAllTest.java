// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.spi.StoreSettings;
import dev.memo.testkit.FakeTicker;
import dev.memo.testkit.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values that are put together are in the store together, or none of them is. */
@Timeout(60)
@Tag("parity-44")
class StoredPutAllTest {
    private final FakeTicker ticker = new FakeTicker();
    private final InMemoryStore store =
            new InMemoryStore(StoreSettings.at("heap").ticker(ticker));
    private final SharingRuntime runtime = new SharingRuntime(store, ticker);
    private final Writes writes = new Writes(runtime.region);

    @Test
    void allAreThereAsOfOneTime() throws Exception {
        List<Draft> drafts = List.of(draft(1), draft(2), draft(3));
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, ticker.now());
        writes.announce(drafts);
        runtime.flush(); // so that each is told once more
        ticker.advance(Duration.ofSeconds(1));
        drafts.forEach(this::keep);

        assertThat(drafts).allMatch(writes::settled);
        assertThat(List.of(1, 2, 3))
                .extracting(key -> Objects.requireNonNull(store.read(SharingRuntime.key(key)))
                        .writtenAtMicros())
                .containsOnly(now);
    }

    @Test
    void withoutRoomForOneOfThemNoneIsAndNothingOlderStays() throws Exception {
        Draft older = draft(1);
        keep(older);
        assertThat(writes.settled(older)).isTrue();
        List<Draft> drafts = List.of(draft(1), draft(2));
        Objects.requireNonNull(drafts.get(1).shelf()).frame = null; // as there was no room
        writes.announce(drafts);
        drafts.forEach(this::keep);

        assertThat(drafts).noneMatch(writes::settled);
        runtime.flush();
        assertThat(store.read(SharingRuntime.key(1))).isNull();
        assertThat(store.read(SharingRuntime.key(2))).isNull();
        assertThat(runtime.region.reads.live(new TextKey(1))).isNotNull();
    }

    @Test
    void whatAnotherPutsInBetweenIsNotWhatTheHeapHasNot() throws Exception {
        List<Draft> drafts = List.of(draft(1));
        writes.announce(drafts);
        Draft other = writes.draft(new TextKey(1), "other", 0);
        keep(other);
        drafts.forEach(this::keep);

        runtime.flush();
        assertThat(runtime.call(1, () -> "loaded")).isEqualTo("value 1");
        SharingRuntime next = new SharingRuntime(store, ticker);
        assertThat(next.call(1, () -> "loaded")).isEqualTo("value 1");
    }

    private Draft draft(int key) {
        return writes.draft(new TextKey(key), "value " + key, 0);
    }

    private void keep(Draft draft) {
        assertThat(writes.store(draft, Condition.ALWAYS).done()).isTrue();
    }
}
