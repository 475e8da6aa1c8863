// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

/**
 * How much of a store a region, or everything together, may take, and what goes when it is more. Immutable.
 *
 * @param maxEntries how many values, positive; {@link Long#MAX_VALUE} for no limit
 * @param maxBytes their weights together, positive; see {@link StoreRow#weight}; {@link Long#MAX_VALUE} for no limit
 * @param maxEntryShare which share of {@code maxBytes} one value may take; what takes more is rejected; over 0, at most 1
 * @param policy which values go first
 */
public record StoreLimits(long maxEntries, long maxBytes, double maxEntryShare, StorePolicy policy) {
    /** No limits, and {@code lru} if there were any. */
    public static final StoreLimits NONE = new StoreLimits(Long.MAX_VALUE, Long.MAX_VALUE, 0.5, StorePolicy.LRU);

    /** @throws IllegalArgumentException if a limit is not positive, or the share not over 0 and at most 1 */
    public StoreLimits {
        require(maxEntries > 0, "maxEntries must be positive, was " + maxEntries);
        require(maxBytes > 0, "maxBytes must be positive, was " + maxBytes);
        require(
                maxEntryShare > 0 && maxEntryShare <= 1,
                "maxEntryShare must be over 0 and at most 1, was " + maxEntryShare);
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "Limits of a store: " + problem + ". Start from StoreLimits.NONE to have no limit.");
        }
    }

    /** Returns limits with this number of values, and otherwise like these. */
    public StoreLimits maxEntries(long entries) {
        return new StoreLimits(entries, maxBytes, maxEntryShare, policy);
    }

    /** Returns limits with this weight, and otherwise like these. */
    public StoreLimits maxBytes(long bytes) {
        return new StoreLimits(maxEntries, bytes, maxEntryShare, policy);
    }

    /** Returns limits with this share for one value, and otherwise like these. */
    public StoreLimits maxEntryShare(double share) {
        return new StoreLimits(maxEntries, maxBytes, share, policy);
    }

    /** Returns limits with this policy, and otherwise like these. */
    public StoreLimits policy(StorePolicy other) {
        return new StoreLimits(maxEntries, maxBytes, maxEntryShare, other);
    }

    /** Returns whether a value of this weight is too large for them. */
    public boolean rejects(long weight) {
        return maxBytes < Long.MAX_VALUE && weight > maxBytes * maxEntryShare;
    }

    /** Returns whether this number of values and these bytes are more than they allow. */
    public boolean exceeded(long entries, long bytes) {
        return entries > maxEntries || bytes > maxBytes;
    }
}
