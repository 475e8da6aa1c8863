// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.codec.ContainedCodec;
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
 * @param logEvents whether a log of its own is told of each event
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
        Map<String, StoreChoice> stores,
        boolean logEvents) {

    public EngineSettings {
        adapters = Map.copyOf(adapters);
        stores = Map.copyOf(stores);
    }

    /** Returns the defaults: a tenth of the heap, no end. */
    public static EngineSettings defaults() {
        return builder().build();
    }

    /** Returns what makes settings, beginning with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Makes settings of an engine; what is not said is as {@link #defaults} has it. Confined to one thread. */
    public static final class Builder {
        private long maxBytes = Math.max(1, Runtime.getRuntime().maxMemory() / 10);
        private long maxEntries;
        private double maxEntryShare = HeapTier.ENTRY_SHARE;
        private long ttlNanos;
        private boolean statistics = true;
        private @Nullable Ticker ticker;
        private @Nullable Codec codec;
        private Eviction eviction = Eviction.defaults();
        private boolean bypass;
        private Map<String, AsyncAdapter> adapters = Map.of();
        private Background background = Background.OWN;
        private Map<String, StoreChoice> stores = Map.of();
        private boolean logEvents;

        private Builder() {}

        /** What all methods may take together, at least 1. */
        public Builder maxBytes(long bytes) {
            maxBytes = bytes;
            return this;
        }

        /** How many results all methods may keep together, 0 for no limit. */
        public Builder maxEntries(long entries) {
            maxEntries = entries;
            return this;
        }

        /** What one result may take of a limit in bytes, over 0 and at most 1. */
        public Builder maxEntryShare(double share) {
            maxEntryShare = share;
            return this;
        }

        /** How long the results of methods live that don't say it, 0 for no end. */
        public Builder ttlNanos(long nanos) {
            ttlNanos = nanos;
            return this;
        }

        /** Whether anything is counted. */
        public Builder statistics(boolean counted) {
            statistics = counted;
            return this;
        }

        /** The clock, null for the JVM's. */
        public Builder ticker(@Nullable Ticker clock) {
            ticker = clock;
            return this;
        }

        /** The codec for isolated values, null for Kryo. */
        public Builder codec(@Nullable Codec own) {
            codec = own == null ? null : new ContainedCodec(own);
            return this;
        }

        /** Which policies there are. */
        public Builder eviction(Eviction choice) {
            eviction = choice;
            return this;
        }

        /** Whether methods are called without Memo while it saves nothing, where they don't say. */
        public Builder bypass(boolean bypassed) {
            bypass = bypassed;
            return this;
        }

        /** The adapters for asynchronous types, by the types' binary names. */
        public Builder adapters(Map<String, AsyncAdapter> byType) {
            adapters = byType;
            return this;
        }

        /** Where loads run that no caller runs itself. */
        public Builder background(Background place) {
            background = place;
            return this;
        }

        /** The stores that methods may name, by their names. */
        public Builder stores(Map<String, StoreChoice> named) {
            stores = named;
            return this;
        }

        /** Whether a log of its own is told of each event. */
        public Builder logEvents(boolean told) {
            logEvents = told;
            return this;
        }

        /** Returns the settings. */
        public EngineSettings build() {
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
                    stores,
                    logEvents);
        }
    }
}
