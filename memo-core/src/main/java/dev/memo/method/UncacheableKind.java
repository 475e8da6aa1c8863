// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

/** A kind of objects that cannot be remembered, with the reason and what a method can return instead. Immutable. */
enum UncacheableKind {
    ONE_SHOT("which can be read only once", "return a List"),
    RESOURCE("which is tied to an open resource", "return its content"),
    DATABASE("which is tied to an open connection", "return its rows as objects"),
    THREAD("which runs only once", "return what it computes"),
    OUTCOME(
            "whose outcome is open when the method returns, and Memo has no adapter for the type",
            "return a CompletableFuture, or provide an AsyncAdapter"),
    MANY("which brings values one after the other, to each subscriber anew", "return a CompletableFuture of a List"),
    NOTHING("whose only value is null", "return a value");

    private final String because;
    private final String change;

    UncacheableKind(String because, String change) {
        this.because = because;
        this.change = change;
    }

    /** Returns the reason, to be put after the type's name. */
    String because() {
        return because;
    }

    /** Returns how to change the method, to be put after "or". */
    String change() {
        return change;
    }

    /** Returns whether using such an object changes it, so that it cannot be part of a key either. */
    boolean isUsedUp() {
        return this == ONE_SHOT || this == RESOURCE || this == DATABASE;
    }
}
