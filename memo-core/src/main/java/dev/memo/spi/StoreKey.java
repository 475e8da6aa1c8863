// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key of a row in a store: the region that it belongs to, the digest that it is found by, and the bytes that are compared.
 *
 * <p>Two keys are one if all three are equal. A store finds a row by region and digest and then compares the bytes, so keys
 * whose digests collide never get each other's values: of two such keys, a store keeps the one that was put last. The arrays
 * are not copied, and nobody may change them. Immutable apart from that.
 *
 * @param region the stable name of the memoized method or cache, the same in every process; not blank
 * @param digest {@value #MIN_DIGEST} to {@value #MAX_DIGEST} bytes, equal for equal keys, and spread evenly
 * @param bytes the whole key, at most {@value #MAX_BYTES} bytes
 */
// equals, hashCode and toString go by the arrays' content
@SuppressWarnings("ArrayRecordComponent")
public record StoreKey(String region, byte[] digest, byte[] bytes) {
    /** The least length of a digest. */
    public static final int MIN_DIGEST = 8;

    /** The greatest length of a digest. */
    public static final int MAX_DIGEST = 64;

    /** The greatest length of a key. */
    public static final int MAX_BYTES = 1 << 20;

    /** @throws IllegalArgumentException if the region is blank, or the digest or the key too short or long */
    public StoreKey {
        require(!region.isBlank(), "the region must be named, was blank. Pass the method's stable name.");
        require(
                digest.length >= MIN_DIGEST && digest.length <= MAX_DIGEST,
                "a digest has 8 to 64 bytes, was " + digest.length + ". Pass 16 or 32 bytes of a good hash.");
        require(
                bytes.length <= MAX_BYTES,
                "a key has at most 1 MiB, was " + bytes.length + " bytes. Leave large arguments out of the key.");
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("Key of a store: " + problem);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoreKey key
                && Arrays.equals(digest, key.digest)
                && region.equals(key.region)
                && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(digest) + Objects.hashCode(region);
    }

    /** Returns the region and the lengths only: what is in a key may be a secret. */
    @Override
    public String toString() {
        return "StoreKey[" + region + ", " + bytes.length + " bytes]";
    }
}
