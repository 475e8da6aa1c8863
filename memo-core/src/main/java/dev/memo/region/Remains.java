// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.ref.WeakReference;
import java.util.function.Supplier;

/**
 * What is counted for a region that others have done with, though loads into it may still end. Does not hold the region.
 * Gives an array: the counts as {@link dev.memo.spi.Stats#toArray} has them, and whether they are the last, as the region is
 * collected. Thread-safe.
 */
public final class Remains implements Supplier<Object[]> {
    private final WeakReference<Region> region;
    private final HeapTier tier;
    private final Account account;
    private final Tally tally;
    private final long copyNanos;

    /** Goes on with what was counted for a region so far. */
    public Remains(Region region) {
        this.region = new WeakReference<>(region);
        this.tier = region.tier;
        this.account = region.ledger.account;
        this.tally = region.tally.copy(tier);
        this.copyNanos = region.values.copyNanos();
    }

    @Override
    public Object[] get() {
        Boolean last = region.refersTo(null); // first: nothing is counted after that
        return new Object[] {tally.since(tier, account, copyNanos).toArray(), last};
    }
}
