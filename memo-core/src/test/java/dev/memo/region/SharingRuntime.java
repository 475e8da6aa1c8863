// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Storage;
import dev.memo.codec.KryoCodec;
import dev.memo.frame.FrameOptions;
import dev.memo.frame.Frames;
import dev.memo.frame.Stamp;
import dev.memo.spi.Store;
import dev.memo.spi.StoreException;
import dev.memo.spi.StoreKey;
import dev.memo.spi.Ticker;
import dev.memo.store.StoreTier;
import dev.memo.store.StoredTags;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A runtime with one region that shares a store with others, as another process would. Thread-safe. */
final class SharingRuntime {
    private static final KryoCodec CODEC = new KryoCodec(SharingRuntime.class.getClassLoader());

    final Region region;
    final HeapTier heap;
    final StoreTier tier;
    final StoredTags tags;
    final List<StoreException> told = new CopyOnWriteArrayList<>();

    SharingRuntime(Store store, Ticker ticker) {
        this(store, ticker, Waiting.DEFAULT);
    }

    SharingRuntime(Store store, Ticker ticker, Waiting waiting) {
        this(store, ticker, Kind.of(Barrier.HOST, waiting, Freshness.NONE));
    }

    SharingRuntime(Store store, Ticker ticker, Kind kind) {
        this.tier = new StoreTier(
                () -> store, ticker, body -> DaemonThreads.start("memo-test", body), told::add, gone -> {});
        this.tags = new StoredTags(tier, ticker);
        boolean host = kind.settings.barrier() == Barrier.HOST;
        StoreWays ways = new StoreWays(ticker, 0, 0, host, host, tags, parts -> {});
        Frames frames = new Frames(new Stamp(CODEC.name(), 1, "", "", 0), CODEC, FrameOptions.PLAIN);
        RegionStore sharing = new RegionStore(tier, "test", parts -> key(parts[0]), frames, ways);
        Keeping keeping = new Keeping(
                (fresh, orphans) -> fresh,
                kind.hook,
                null,
                WaitFailures.OWN,
                null,
                null,
                kind.reruns,
                kind.tagger,
                sharing);
        HeapTier.Limits limits = new HeapTier.Limits(1 << 20, 0, HeapTier.ENTRY_SHARE);
        Background background = new Background(kind.executor, List.of());
        this.heap = new HeapTier(limits, ticker, true, Eviction.defaults(), background);
        this.region = heap.open(kind.settings, CODEC, keeping);
    }

    static StoreKey key(@Nullable Object part) {
        byte[] bytes = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
        return new StoreKey("test", Arrays.copyOf(bytes, 16), bytes);
    }

    @Nullable
    Object call(Object key, Supplier<? extends @Nullable Object> original) {
        try {
            return Regions.call(region, key, original);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Calls on a thread of its own. */
    Started start(Object key, Supplier<? extends @Nullable Object> original) {
        CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(call(key, original));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return new Started(thread, result);
    }

    /** Waits until the store has what was told to it. */
    void flush() throws InterruptedException {
        if (!tier.flush(tier.remove(key("nothing is here")), Duration.ofSeconds(30))) {
            throw new AssertionError("the store has not taken it");
        }
    }

    /**
     * What a runtime's region is like. Immutable.
     *
     * @param settings of the region; with barrier HOST its store is written through, else behind
     */
    record Kind(
            RegionSettings settings,
            @Nullable RemovalHook hook,
            @Nullable Tagger tagger,
            Rerun.@Nullable Source reruns,
            @Nullable Executor executor) {
        private static final long HOUR = Duration.ofHours(1).toNanos();

        /** Returns one whose values are fresh for an hour if they age, else for ever. */
        static Kind of(Barrier barrier, Waiting waiting, Freshness freshness) {
            RegionSettings settings = new RegionSettings(
                    "test",
                    new RegionSettings.Lifespan(freshness.ages() ? HOUR : 0, 0, 0),
                    new RegionSettings.Limits(0, 0),
                    barrier,
                    Storage.AUTO,
                    true,
                    "",
                    false,
                    waiting,
                    freshness,
                    Nested.DEFAULT);
            return new Kind(settings, null, null, null, null);
        }

        Kind hearing(RemovalHook other) {
            return new Kind(settings, other, tagger, reruns, executor);
        }

        Kind tagged(Tagger other) {
            return new Kind(settings, hook, other, reruns, executor);
        }

        Kind rerunning(Rerun.Source source, Executor by) {
            return new Kind(settings, hook, tagger, source, by);
        }
    }

    /** A call that is under way. Thread-safe. */
    record Started(Thread thread, CompletableFuture<@Nullable Object> result) {
        boolean waitsForALease() {
            return WaitGraph.waitOf(thread) instanceof LeaseWait;
        }
    }
}
