// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

/** A peer did what it must not. Immutable. */
final class WrongException extends Exception {
    private static final long serialVersionUID = 1;

    /** Says what. */
    WrongException(String what) {
        super(what);
    }

    /** Throws, unless it is so. */
    static void unless(boolean right, String what) throws WrongException {
        if (!right) {
            throw new WrongException(what);
        }
    }
}
