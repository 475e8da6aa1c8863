// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.key.KeyMaker;
import dev.memo.key.Parts;
import dev.memo.region.Entry;
import dev.memo.region.HeapTier;
import dev.memo.region.HitPath;
import dev.memo.region.JdkAsync;
import dev.memo.region.Keeping;
import dev.memo.region.Reads;
import dev.memo.region.Region;
import dev.memo.region.RegionSettings;
import dev.memo.region.RegionStore;
import dev.memo.region.RemovalHook;
import dev.memo.region.Rerun;
import dev.memo.region.Rethrown;
import dev.memo.region.Writes;
import dev.memo.spi.Codec;
import dev.memo.spi.Ticker;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine's side of a direct cache or a memoized function: a region whose keys are objects.
 *
 * <p>{@code void.class} stands for null wherever null means that there is nothing. Thread-safe. {@link #find} takes no
 * lock and allocates nothing for a shared value.
 */
public final class DirectCache {
    final Region region;
    final HitPath hits;
    final Reads reads;
    final Writes writes;
    final CacheKeys keys;
    final CacheOptions options;
    final Ticker ticker;
    private volatile @Nullable CacheSnapshot snapshot;

    /**
     * Opens a cache.
     *
     * @param options what the facade says about it
     * @param settings the same, as its region has it
     * @param tier where it is kept, with what else the runtime keeps
     * @param codec copies keys and isolated values
     * @param ticker for values that end at an instant
     * @param store where values go second, null for nowhere
     */
    public DirectCache(
            CacheOptions options,
            RegionSettings settings,
            HeapTier tier,
            Codec codec,
            Ticker ticker,
            @Nullable RegionStore store) {
        this.options = options;
        this.ticker = ticker;
        this.keys = new CacheKeys(options, new KeyMaker(null, codec));
        Consumer<@Nullable Object[]> listener = options.listener();
        Told told = listener == null ? null : new Told(keys, listener);
        this.region = tier.open(settings, codec, keeping(told, store));
        this.hits = region.hitPath();
        this.reads = new Reads(region);
        this.writes = new Writes(region);
        if (told != null) {
            told.openWith(reads::openUnasked);
        }
    }

    private Keeping keeping(@Nullable Told told, @Nullable RegionStore store) {
        return new Keeping(
                keys,
                told != null && options.closes() ? RemovalHook.closing(told) : told,
                UserAppraiser.of(options, keys),
                options.failures(),
                options.lock(),
                options.async() ? JdkAsync.STAGE : null,
                null,
                UserTagger.of(options, keys),
                store);
    }

    /** Returns how it gets into a snapshot; with a class loader that knows its keys and values. */
    public CacheSnapshot snapshot(@Nullable ClassLoader loader) {
        CacheSnapshot known = snapshot;
        if (known == null) {
            known = new CacheSnapshot(this, loader);
            snapshot = known;
        }
        return known;
    }

    /**
     * Returns what the facade calls: a function that finds the value of a key, a function that finds or loads it, and
     * the other operations by name, as {@link CacheQueries} and {@link CacheChanges} have them.
     */
    public Object[] seam() {
        Function<Object, @Nullable Object> find = options.pairs() ? key -> find(keys.inward(key)) : this::find;
        BiFunction<Object, Function<Object, @Nullable Object>, @Nullable Object> load = (key, loader) -> load(
                keys.inward(key), () -> loader.apply(key), again(a -> loader.apply(keys.joined(a)), keys.apart(key)));
        return new Object[] {find, load, new CacheService(this)};
    }

    /** Hit path: returns the value, {@code void.class} for null, or null if there is none. */
    @Nullable
    Object find(@Nullable Object key) {
        return findAt(KeyEntry.spread(key), key);
    }

    /** Hit path of a key that was spread. */
    @Nullable
    Object findAt(long spread, @Nullable Object key) {
        for (Entry e = hits.head(spread); e != null; e = e.next) {
            if (e.spread == spread && Parts.equal(((KeyEntry) e).key, key)) {
                return hits.serve(e);
            }
        }
        return null;
    }

    /** Hit path of a key of two parts. */
    @Nullable
    Object find(@Nullable Object first, @Nullable Object second) {
        long spread = KeyEntry.spread(first, second);
        for (Entry e = hits.head(spread); e != null; e = e.next) {
            if (e.spread == spread && ((KeyEntry) e).key instanceof Pair pair && pair.isOf(first, second)) {
                return hits.serve(e);
            }
        }
        return null;
    }

    /**
     * Miss path: runs the original, or waits for whoever does. What the original throws reaches all who wait for it. Where
     * outcomes are kept, nobody may wait for one, so that the original runs without Memo.
     *
     * @param again runs it again in the background
     * @return its value
     */
    @Nullable
    Object load(@Nullable Object key, Supplier<@Nullable Object> original, Rerun.@Nullable Source again) {
        Object slot = options.async() ? null : begin(key, again);
        if (slot == null) {
            return original.get();
        }
        return slot instanceof CountDownLatch ? lead(slot, original) : unmasked(slot);
    }

    /**
     * Returns what runs an original again with copies of its arguments; null where nothing is loaded in the background.
     *
     * @param original takes the arguments
     */
    Rerun.@Nullable Source again(
            Function<@Nullable Object[], @Nullable Object> original, @Nullable Object... arguments) {
        return !region.settings().freshness().inBackground()
                ? null
                : fresh -> {
                    @Nullable Object[] copies = keys.copies(arguments);
                    return copies == null ? null : new Rerun(() -> original.apply(copies), false);
                };
    }

    /** Counts a call that goes through without Memo, as its key cannot be made or compared. */
    void bypass(Throwable cause) {
        Object nothing = region.bypass(cause);
        assert nothing == null : "there is nothing to return";
    }

    /** Returns what stands for null as null. */
    static @Nullable Object unmasked(@Nullable Object value) {
        return value == void.class ? null : value;
    }

    /** Returns what {@link Region#begin} does, or null if the cache is closed. */
    @Nullable
    Object begin(@Nullable Object key, Rerun.@Nullable Source again) {
        if (writes.closed()) {
            return null;
        }
        KeyEntry fresh;
        try {
            fresh = KeyEntry.of(key);
        } catch (Throwable cause) { // of the key's own hashCode
            bypass(cause);
            return null;
        }
        try {
            return options.memoized() ? region.begin(fresh, again) : region.open(fresh, again);
        } catch (Throwable failure) { // of another caller's loader
            throw Rethrown.same(failure);
        }
    }

    private @Nullable Object lead(Object slot, Supplier<@Nullable Object> original) {
        @SuppressWarnings("unchecked") // a flight is one
        BiConsumer<@Nullable Object, @Nullable Object> flight = (BiConsumer<@Nullable Object, @Nullable Object>) slot;
        Object value;
        try {
            value = original.get();
        } catch (Throwable failure) {
            flight.accept(null, failure);
            Object stale = ((Supplier<?>) slot).get();
            if (stale == null) {
                throw failure;
            }
            return unmasked(stale);
        }
        flight.accept(value, null);
        clearIfClosed(); // it may have been closed after this load had begun, and before it was there to be seen
        return value;
    }

    void clearIfClosed() {
        if (writes.closed()) {
            writes.close();
        }
    }
}
