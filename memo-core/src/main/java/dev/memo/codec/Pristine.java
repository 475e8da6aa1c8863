// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

/** An object that nobody else has, to be copied for whoever asks. Immutable. */
public final class Pristine {
    private final FlatCopier copier;
    private final Object original;

    Pristine(FlatCopier copier, Object original) {
        this.copier = copier;
        this.original = original;
    }

    /** Returns a copy of the caller's own. Runs no user code. */
    public Object copy() {
        return copier.copy(original);
    }
}
