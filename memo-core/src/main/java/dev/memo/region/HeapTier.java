// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.Codec;
import dev.memo.spi.Ticker;
import org.jspecify.annotations.Nullable;

/** What all regions of one runtime share: the budget, the clock, the order of uses, the report of trouble. Thread-safe. */
public final class HeapTier {
    final Budget budget;
    final CoarseClock clock;
    final Recency recency = new Recency();
    final Trouble trouble = new Trouble();
    final boolean statistics;

    /**
     * Creates a tier without regions.
     *
     * @param maxBytes for all regions together, at least 1
     * @param maxEntries for all regions together, 0 for no limit
     * @param ticker the clock, or null for the JVM's, which is then read by a daemon thread while it is needed
     * @param statistics whether anything is counted; entries and bytes are, as the limits need them
     */
    public HeapTier(long maxBytes, long maxEntries, @Nullable Ticker ticker, boolean statistics) {
        this.statistics = statistics;
        this.budget = new Budget(maxBytes, maxEntries);
        this.clock = ticker == null ? new CoarseClock(Ticker.system(), true) : new CoarseClock(ticker, false);
    }

    /**
     * Opens a region in this tier.
     *
     * @param settings what it was told
     * @param codec for isolated values, and to measure all
     * @param keeper makes keys that may be kept
     */
    public Region open(RegionSettings settings, Codec codec, KeyKeeper keeper) {
        return new Region(settings, this, codec, keeper);
    }

    /** Reports Memo's own trouble at a bounded rate. */
    public Trouble trouble() {
        return trouble;
    }
}
