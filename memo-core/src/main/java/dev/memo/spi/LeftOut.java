// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

/** Why a result is not saved to a snapshot, or not loaded from one. Immutable. */
public enum LeftOut {
    /** Its method has a store of its own, which keeps it anyway. */
    STORED,
    /** It is dropped with what it was computed from, which a later process could not tell; or it is a cache's and has tags. */
    TAGGED,
    /** An argument, or the object it was called on, is not the same in every process. */
    UNSTABLE_KEY,
    /** The code that computed it cannot be known, so that nobody could tell whether it is still the same. */
    UNKNOWN_CODE,
    /** It, or the key, cannot be turned into bytes of classes that the method declares. */
    NOT_ENCODABLE,
    /** It is an exception. */
    FAILURE,
    /** It has ended, or nobody has asked for it for many snapshots. */
    ENDED,
    /** The limits of the runtime or of its method are reached; what was used least is left out. */
    NO_ROOM,
    /** Its method cannot be called by the key alone, as it needs an object, or arguments that are not in the key. */
    NEEDS_MORE,
    /** The runtime has a newer one, or loads one just now. */
    NEWER_THERE
}
