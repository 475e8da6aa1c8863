// SPDX-License-Identifier: Apache-2.0
package dev.memo.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stored value must have in common with those who read it. Immutable.
 *
 * @param codec the codec's name, at most 255 bytes in UTF-8
 * @param codecVersion the version of the codec's bytes
 * @param version the version of the method's results that the user declares, empty if none
 * @param code the digest of the method's code, in hexadecimal digits, empty if it does not count
 * @param fingerprint that of the classes that the declared result reaches
 */
public record Stamp(String codec, int codecVersion, String version, String code, long fingerprint) {
    private static final int DIGEST_BYTES = 16;

    /** Returns bytes that are equal for equal stamps, and hardly ever for others. */
    public byte[] digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(codec, version, code)) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
                digest.update(bytes);
            }
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, codecVersion));
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, fingerprint));
            return Arrays.copyOf(digest.digest(), DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256, and this one has not", e);
        }
    }

    /** Returns the first thing in which a stored value's stamp differs from this one, or null. */
    @Nullable
    Mismatch differenceTo(Stamp stored) {
        if (!codec.equals(stored.codec) || codecVersion != stored.codecVersion) {
            return Mismatch.CODEC;
        }
        if (!version.equals(stored.version)) {
            return Mismatch.VERSION;
        }
        if (!code.equals(stored.code)) {
            return Mismatch.CODE;
        }
        return fingerprint == stored.fingerprint ? null : Mismatch.FINGERPRINT;
    }
}
