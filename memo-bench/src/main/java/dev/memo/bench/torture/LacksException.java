// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

/** A peer has no such thing: it cannot be right or wrong in it. Immutable. */
final class LacksException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says why. */
    LacksException(String reason) {
        super(reason);
    }
}
