// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.region.Background;
import dev.memo.region.Eviction;
import dev.memo.region.HeapTier;
import dev.memo.spi.AsyncAdapter;
import dev.memo.spi.Codec;
import dev.memo.spi.Ticker;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a whole engine was told. Immutable.
 *
 * @param maxBytes for all methods together, at least 1
 * @param maxEntries for all methods together, 0 for no limit
 * @param maxEntryShare of a limit in bytes that one result may take, over 0 and at most 1
 * @param ttlNanos for methods that declare none, 0 for no end
 * @param statistics whether anything is counted; entries and bytes are, as the limits need them
 * @param ticker the clock, null for the JVM's
 * @param codec for isolated values, null for Kryo with the method's class loader
 * @param eviction which policies there are, and which one counts where none is named
 * @param bypass whether methods are called without Memo while it saves nothing, where they do not say
 * @param adapters for asynchronous types that the JDK does not know, by the types' binary names
 * @param background where loads run that no caller runs itself
 * @param stores those that methods may name, by their names
 */
public record EngineSettings(
        long maxBytes,
        long maxEntries,
        double maxEntryShare,
        long ttlNanos,
        boolean statistics,
        @Nullable Ticker ticker,
        @Nullable Codec codec,
        Eviction eviction,
        boolean bypass,
        Map<String, AsyncAdapter> adapters,
        Background background,
        Map<String, StoreChoice> stores) {

    public EngineSettings {
        adapters = Map.copyOf(adapters);
        stores = Map.copyOf(stores);
    }

    /** Settings of an engine that keeps results in the heap only. */
    public EngineSettings(
            long maxBytes,
            long maxEntries,
            double maxEntryShare,
            long ttlNanos,
            boolean statistics,
            @Nullable Ticker ticker,
            @Nullable Codec codec,
            Eviction eviction,
            boolean bypass,
            Map<String, AsyncAdapter> adapters,
            Background background) {
        this(
                maxBytes,
                maxEntries,
                maxEntryShare,
                ttlNanos,
                statistics,
                ticker,
                codec,
                eviction,
                bypass,
                adapters,
                background,
                Map.of());
    }

    /** Settings of an engine without adapters of its own, that loads in the background by threads of Memo's. */
    public EngineSettings(
            long maxBytes,
            long maxEntries,
            double maxEntryShare,
            long ttlNanos,
            boolean statistics,
            @Nullable Ticker ticker,
            @Nullable Codec codec,
            Eviction eviction,
            boolean bypass) {
        this(
                maxBytes,
                maxEntries,
                maxEntryShare,
                ttlNanos,
                statistics,
                ticker,
                codec,
                eviction,
                bypass,
                Map.of(),
                Background.OWN);
    }

    /** Settings of an engine that counts. */
    public EngineSettings(
            long maxBytes, long maxEntries, long ttlNanos, @Nullable Ticker ticker, @Nullable Codec codec) {
        this(maxBytes, maxEntries, HeapTier.ENTRY_SHARE, ttlNanos, true, ticker, codec, Eviction.defaults(), false);
    }

    /** Returns the same with these stores. */
    public EngineSettings with(Map<String, StoreChoice> others) {
        return new EngineSettings(
                maxBytes,
                maxEntries,
                maxEntryShare,
                ttlNanos,
                statistics,
                ticker,
                codec,
                eviction,
                bypass,
                adapters,
                background,
                others);
    }

    /** Returns the defaults: a tenth of the heap, no end. */
    public static EngineSettings defaults() {
        return new EngineSettings(Math.max(1, Runtime.getRuntime().maxMemory() / 10), 0, 0, null, null);
    }
}
