// SPDX-License-Identifier: Apache-2.0
package dev.memo.key;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A key as bytes that are the same in every process: its digest, to be found by, and the whole, to be compared, so that
 * two keys with one digest are told apart.
 *
 * <p>Compared by the bytes. Immutable, as nobody changes the arrays.
 */
public final class StableKey {
    /** 128 bits of SHA-256: what two of 2^50 keys of a method have in common with a chance below 2^-28. */
    private static final int DIGEST_BYTES = 16;

    private static final MessageDigest SHA_256 = sha256();

    private final byte[] bytes;

    /** Takes over the bytes. */
    public StableKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the whole key; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns a new array of 16 bytes. Costs a SHA-256 of the key, under half a microsecond for most. */
    public byte[] digest() {
        try {
            MessageDigest digest = (MessageDigest) SHA_256.clone(); // cheaper than to look it up by name
            return Arrays.copyOf(digest.digest(bytes), DIGEST_BYTES);
        } catch (CloneNotSupportedException e) {
            throw new LinkageError("the JDK's own can be cloned", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StableKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Shows no part of the key, which may be a secret. */
    @Override
    public String toString() {
        return "a key of " + bytes.length + " bytes";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every JDK has SHA-256", e);
        }
    }
}
