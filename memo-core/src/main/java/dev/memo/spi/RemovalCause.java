// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

/** Why an entry was removed. Immutable. */
public enum RemovalCause {
    /** It had reached the end of its life. */
    EXPIRED,
    /** It had to make room, or what its key or receiver referred to is gone. */
    EVICTED,
    /** Somebody said so, or its value could not be read back. */
    INVALIDATED,
    /** Another value came under its key. */
    REPLACED,
    /** Its whole cache was cleared. */
    CLEARED,
    /** Its cache was closed. */
    CLOSED
}
