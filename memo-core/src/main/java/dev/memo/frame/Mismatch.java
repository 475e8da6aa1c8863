// SPDX-License-Identifier: Apache-2.0
package dev.memo.frame;

/** Why a stored value is not given back. For statistics and logs: each is a miss. Immutable. */
public enum Mismatch {
    /** The bytes are no frame. */
    NO_FRAME,
    /** Written by a Memo that is newer than this one. */
    FORMAT_NEWER,
    /** Written by a Memo whose frames are no longer read. */
    FORMAT_OLDER,
    /** Cut off, changed since, or meant for another place. */
    CHECKSUM,
    /** Its parts don't fit together, or its payload is not what the codec writes. */
    DAMAGED,
    /** By another codec, or another version of it. */
    CODEC,
    /** The user has declared another version of the method's results since. */
    VERSION,
    /** The code of the method has changed. */
    CODE,
    /** A class that the result is made of has changed. */
    FINGERPRINT,
    /** It names a class that is not allowed. */
    CLASS_NOT_ALLOWED,
    /** It names a class that is not there. */
    CLASS_MISSING,
    /** Larger than what is read. */
    TOO_LARGE,
    /** Encrypted, and there is no key. */
    KEY_MISSING,
    /** There is a key, but it is not encrypted, so that nobody knows who wrote it. */
    NOT_SEALED,
    /** Encrypted with another key, for another place, or changed since. */
    SEAL
}
