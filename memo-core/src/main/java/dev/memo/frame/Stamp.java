// SPDX-License-Identifier: Apache-2.0
package dev.memo.frame;

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
