// SPDX-License-Identifier: Apache-2.0
package dev.memo.frame;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts payloads by AES-256 in Galois/Counter Mode (NIST SP 800-38D), so that nobody without the key reads, changes or
 * swaps them: what they belong to is authenticated along.
 *
 * <p>Each has a random nonce of 96 bits, in front; one key is good for 2^32 values, after which two nonces could be the
 * same with a chance of 2^-33. How long values are is not hidden. Thread-safe.
 */
public final class Seal {
    static final int KEY_BYTES = 32;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /**
     * Creates one.
     *
     * @param key 32 bytes, which are copied
     * @throws IllegalArgumentException if it has another length
     */
    public Seal(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    static int sealedBytes(int plainBytes) {
        return Math.addExact(plainBytes, NONCE_BYTES + TAG_BYTES);
    }

    /** Returns nonce, encrypted bytes and tag. */
    byte[] close(byte[] plain, byte[] header, byte[] place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = Arrays.copyOf(nonce, sealedBytes(plain.length));
        try {
            cipher(Cipher.ENCRYPT_MODE, nonce, header, place).doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new LinkageError("every JDK has AES/GCM", e);
        }
    }

    /** Returns what was sealed, or null if it was not by this key, with this header and for this place. */
    byte @Nullable [] open(byte[] sealed, byte[] header, byte[] place) {
        if (sealed.length < NONCE_BYTES + TAG_BYTES) {
            return null;
        }
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, nonce, header, place)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    /** The header says itself how long it is, so that it and the place cannot run into one another. */
    private Cipher cipher(int mode, byte[] nonce, byte[] header, byte[] place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(header);
        cipher.updateAAD(place);
        return cipher;
    }
}
