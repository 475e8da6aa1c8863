// SPDX-License-Identifier: Apache-2.0
package dev.memo.annotation;

/** How the object that a {@link Cached} method is called on takes part in the key. Immutable. */
public enum Receiver {
    /**
     * Decided by the run-time class of the receiver: an object without instance fields counts by its class; enum
     * constants, records and classes that declare both {@code equals} and {@code hashCode} count by equality; all
     * others by identity. The default.
     */
    AUTO,
    /** By identity, weakly held: Memo never keeps the receiver alive. */
    IDENTITY,
    /** By {@code equals} and {@code hashCode}. */
    EQUALS,
    /** Not part of the key: all receivers share their results. */
    IGNORE
}
