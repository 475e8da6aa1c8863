// SPDX-License-Identifier: Apache-2.0
package dev.memo.store;

import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import dev.memo.spi.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The tags of stored values, in the store themselves: a row for each, with a number by chance.
 *
 * <p>A value is stored with a digest of its tags and the numbers that they have then. Who reads it makes that digest anew:
 * if it differs, or a number is missing, the value is not served. So invalidating a tag is to remove its row, however many
 * values have it and whichever process finds them later, and a row that is lost, evicted or was never written makes misses
 * and no wrong value. A number is never written twice, so nothing brings one back.
 *
 * <p>The order that makes it right, beside the tags of the heap, which fence off loads: who invalidates removes the row, then
 * tells the heap's tags, then removes the row again, and tells the heap's tags again. A load asks for the numbers before it
 * looks whether its tags were invalidated: either it sees that, or the second removal ends the numbers that it has. Who reads
 * a value has looked at the heap's count before: either the second removal ends the numbers, or the count of the second time
 * says that the value is over.
 *
 * <p>Of the tag's name there is only a hash in the store. A tag that nobody has asked for in 90 days is forgotten, and
 * what has it is loaded anew. Thread-safe; does I/O.
 */
public final class StoredTags {
    /** The region of the rows: no method and no cache has such a name. */
    public static final String REGION = "memo:tags";

    private static final long IDLE_MICROS = TimeUnit.DAYS.toMicros(90);
    private static final int DIGEST_BYTES = 16;
    private static final int NUMBER_BYTES = 16;

    private final StoreTier tier;
    private final Ticker ticker;

    /** Creates the tags of a store. */
    public StoredTags(StoreTier tier, Ticker ticker) {
        this.tier = tier;
        this.ticker = ticker;
    }

    /**
     * Returns a digest of the tags with the numbers that they have now, at most 64 bytes.
     *
     * @param tags at least one; in any order
     * @param makes whether a tag that has no number gets one
     * @return null if a tag has none, or nobody can tell
     */
    public byte @Nullable [] stamp(Collection<String> tags, boolean makes) {
        MessageDigest digest = sha256();
        for (String tag : new TreeSet<>(tags)) {
            StoreKey key = key(tag);
            byte[] number = makes ? numberOrNew(key) : number(key);
            if (number == null) {
                return null;
            }
            digest.update(key.bytes());
            digest.update(number);
        }
        return digest.digest();
    }

    /**
     * Ends all values with the tag that are in the store, of all tags for null. Takes no lock of others and does no I/O itself.
     *
     * @return the number of the change
     */
    public long invalidate(@Nullable String tag) {
        return tag == null ? tier.clear(REGION) : tier.remove(key(tag));
    }

    /** One at a time, so that loads that land together have the same number. */
    private synchronized byte @Nullable [] numberOrNew(StoreKey key) {
        StoreTier.Lookup found = tier.read(key);
        if (found.value() != null) {
            return used(key, found.value());
        }
        if (!found.known()) {
            return null;
        }
        UUID chance = UUID.randomUUID();
        byte[] number = ByteBuffer.allocate(NUMBER_BYTES)
                .putLong(chance.getMostSignificantBits())
                .putLong(chance.getLeastSignificantBits())
                .array();
        long unused = tier.put(key, StoreValue.of(number, now()).idleFor(IDLE_MICROS), true);
        return number;
    }

    private byte @Nullable [] number(StoreKey key) {
        StoreValue value = tier.read(key).value();
        return value == null ? null : used(key, value);
    }

    private byte[] used(StoreKey key, StoreValue value) {
        tier.touch(key, now());
        return value.bytes();
    }

    private long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, ticker.now());
    }

    private static StoreKey key(String tag) {
        byte[] hash = sha256().digest(tag.getBytes(StandardCharsets.UTF_8));
        return new StoreKey(REGION, Arrays.copyOf(hash, DIGEST_BYTES), hash);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every JDK has SHA-256", e);
        }
    }
}
