// SPDX-License-Identifier: Apache-2.0
package dev.memo.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreException.Kind;
import dev.memo.spi.StoreSettings;
import dev.memo.testkit.FakeTicker;
import dev.memo.testkit.FaultyStore;
import dev.memo.testkit.InMemoryStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A value's tags have a stamp that is the same until one of them is invalidated, and never again after. */
@Timeout(60)
class StoredTagsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final FakeTicker ticker = new FakeTicker();
    private final FaultyStore store =
            new FaultyStore(new InMemoryStore(StoreSettings.at("test").ticker(ticker)));
    private final StoreTier tier = tier();
    private final StoredTags tags = new StoredTags(tier, ticker);

    @Test
    void aTagThatNobodyHasHasNoStampUntilSomebodyMakesIt() {
        assertThat(tags.stamp(List.of("a"), false)).isNull();
        byte[] made = tags.stamp(List.of("a"), true);
        assertThat(made).isNotNull().hasSizeLessThanOrEqualTo(64);
        assertThat(tags.stamp(List.of("a"), false)).isEqualTo(made);
        assertThat(tags.stamp(List.of("a"), true)).isEqualTo(made);
    }

    @Test
    void itIsOfAllTagsInAnyOrder() {
        byte[] both = tags.stamp(List.of("a", "b"), true);
        assertThat(tags.stamp(List.of("b", "a", "b"), false)).isEqualTo(both);
        assertThat(tags.stamp(List.of("a"), false)).isNotEqualTo(both);
        assertThat(tags.stamp(List.of("b"), false)).isNotEqualTo(tags.stamp(List.of("a"), false));
    }

    @Test
    void anInvalidationEndsItForGood() {
        byte[] both = tags.stamp(List.of("a", "b"), true);
        byte[] other = tags.stamp(List.of("c"), true);
        assertThat(tags.invalidate("a")).isPositive();
        assertThat(tags.stamp(List.of("a", "b"), false)).isNull();
        assertThat(tags.stamp(List.of("a", "b"), true)).isNotEqualTo(both);
        assertThat(tags.stamp(List.of("c"), false)).isEqualTo(other);
        assertThat(tags.invalidate(null)).isPositive();
        assertThat(tags.stamp(List.of("c"), false)).isNull();
    }

    @Test
    void itIsTheSameForTheNextProcess() throws InterruptedException {
        byte[] made = tags.stamp(List.of("a"), true);
        assertThat(tier.flush(tier.remove(Keys.key(1)), LONG)).isTrue();
        assertThat(new StoredTags(tier(), ticker).stamp(List.of("a"), false)).isEqualTo(made);
        assertThat(tags.invalidate("a")).isPositive();
        assertThat(tier.flush(tier.remove(Keys.key(1)), LONG)).isTrue();
        assertThat(new StoredTags(tier(), ticker).stamp(List.of("a"), false)).isNull();
    }

    @Test
    void whatTheStoreHasLostIsOver() throws InterruptedException {
        assertThat(tags.stamp(List.of("a"), true)).isNotNull();
        assertThat(tier.flush(tier.remove(Keys.key(1)), LONG)).isTrue();
        assertThat(store.write(List.of(StoreChange.removeRegion(StoredTags.REGION)))
                        .removed())
                .isEqualTo(1);
        assertThat(tags.stamp(List.of("a"), false)).isNull();
    }

    @Test
    void whileTheStoreIsOutOfReachNothingCanBeSaid() {
        store.failing(Kind.UNREACHABLE);
        assertThat(tags.stamp(List.of("a"), true)).isNull();
        assertThat(tags.stamp(List.of("a"), false)).isNull();
    }

    private StoreTier tier() {
        return new StoreTier(() -> store, ticker, StoredTagsTest::start, trouble -> {}, evicted -> {});
    }

    private static boolean start(Runnable body) {
        Thread thread = new Thread(body, "memo-store");
        thread.setDaemon(true);
        thread.start();
        return true;
    }
}
