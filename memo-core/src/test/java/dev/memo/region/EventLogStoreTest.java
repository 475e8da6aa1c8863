// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.EventLines;
import dev.memo.annotation.Barrier;
import dev.memo.annotation.Storage;
import dev.memo.codec.KryoCodec;
import dev.memo.frame.FrameOptions;
import dev.memo.frame.Frames;
import dev.memo.frame.Stamp;
import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreSettings;
import dev.memo.spi.StoreValue;
import dev.memo.store.StoreTier;
import dev.memo.store.StoredTags;
import dev.memo.testkit.FakeTicker;
import dev.memo.testkit.InMemoryStore;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the log of events says of a store: what it has, and why it cannot be served. */
@Timeout(60)
@Tag("parity-66")
class EventLogStoreTest {
    private static final KryoCodec CODEC = new KryoCodec(EventLogStoreTest.class.getClassLoader());
    private static final StoreKey KEY = SharingRuntime.key("a");
    private static final Stamp OURS = new Stamp(CODEC.name(), CODEC.version(), "", "", 0);

    private final FakeTicker ticker = new FakeTicker();
    private final EventLines lines = new EventLines();
    private final InMemoryStore store =
            new InMemoryStore(StoreSettings.at("test").ticker(ticker));

    @AfterEach
    void listenNoMore() {
        lines.close();
    }

    @Test
    void aHitInTheStoreThatTheHeapHasFromThenOn() throws Throwable {
        stored(frames(OURS).write("value", KEY));
        Region region = region(0);

        assertThat(Regions.call(region, "a", () -> "loaded")).isEqualTo("value");
        assertThat(Regions.call(region, "a", () -> "loaded")).isEqualTo("value");

        assertThat(lines.of("test")).containsExactly("hit in the store", "hit in the heap");
    }

    @Test
    void aHitInTheStoreThatIsTooLargeForTheHeap() throws Throwable {
        stored(frames(OURS).write("value", KEY));

        assertThat(Regions.call(region(1), "a", () -> "loaded")).isEqualTo("value");

        assertThat(lines.of("test")).containsExactly("hit in the store, not kept in the heap");
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(new Stamp("other", 1, "", "", 0), "codec"),
                Arguments.of(new Stamp(CODEC.name(), CODEC.version() + 1, "", "", 0), "codec"),
                Arguments.of(new Stamp(CODEC.name(), CODEC.version(), "2", "", 0), "version"),
                Arguments.of(new Stamp(CODEC.name(), CODEC.version(), "", "ab12", 0), "code"),
                Arguments.of(new Stamp(CODEC.name(), CODEC.version(), "", "", 7), "fingerprint"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatOthersHaveWrittenDoesNotFit(Stamp theirs, String why) throws Throwable {
        stored(frames(theirs).write("value", KEY));

        assertThat(Regions.call(region(0), "a", () -> "loaded")).isEqualTo("loaded");

        assertThat(lines.of("test")).containsExactly("mismatch in the store, " + why, "miss", "load, 0 us");
    }

    @Test
    void whatWasDamagedDoesNotFit() throws Throwable {
        byte[] frame = frames(OURS).write("value", KEY);
        frame[frame.length - 1] ^= 1;
        stored(frame);

        assertThat(Regions.call(region(0), "a", () -> "loaded")).isEqualTo("loaded");

        assertThat(lines.of("test")).containsExactly("mismatch in the store, checksum", "miss", "load, 0 us");
    }

    /** As one of this program's: else it might be swept before it is asked for. */
    private void stored(byte[] frame) {
        StoreValue value = StoreValue.of(frame, 0).withFingerprint(OURS.digest());
        assertThat(store.write(List.of(StoreChange.put(KEY, value))).rejected()).isEmpty();
    }

    private static Frames frames(Stamp stamp) {
        return new Frames(stamp, CODEC, FrameOptions.PLAIN);
    }

    private Region region(long maxHeapBytes) {
        StoreTier tier = new StoreTier(
                () -> store, ticker, body -> DaemonThreads.start("memo-test", body), trouble -> {}, gone -> {});
        StoreWays ways = new StoreWays(ticker, 0, maxHeapBytes, true, false, new StoredTags(tier, ticker), parts -> {});
        RegionStore side = new RegionStore(tier, "test", parts -> SharingRuntime.key(parts[0]), frames(OURS), ways);
        RegionSettings settings = new RegionSettings(
                "test",
                new RegionSettings.Lifespan(0, 0, 0),
                new RegionSettings.Limits(0, 0),
                Barrier.KEY,
                Storage.AUTO,
                true,
                "",
                false);
        Keeping keeping =
                new Keeping((fresh, orphans) -> fresh, null, null, WaitFailures.OWN, null, null, null, null, side);
        HeapTier.Limits limits = new HeapTier.Limits(1 << 20, 0, HeapTier.ENTRY_SHARE);
        return new HeapTier(limits, ticker, true, Eviction.defaults(), Background.OWN, true)
                .open(settings, CODEC, keeping);
    }
}
