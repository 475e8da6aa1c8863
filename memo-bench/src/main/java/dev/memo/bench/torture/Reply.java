// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import org.jspecify.annotations.Nullable;

/**
 * What a caller got. Immutable.
 *
 * @param value what was returned
 * @param thrown what was thrown in its place
 * @param interrupted whether the caller's interrupt flag was set afterwards
 */
record Reply(@Nullable String value, @Nullable Throwable thrown, boolean interrupted) {
    /** Returns whether it is this value. */
    boolean is(String expected) {
        return expected.equals(value);
    }

    /** Checks that it is this value. */
    void mustBe(String expected, String who) throws WrongException {
        WrongException.unless(is(expected), who + " got " + this + " in place of \"" + expected + "\"");
    }

    @Override
    public String toString() {
        if (thrown == null) {
            return '"' + value + '"';
        }
        String message = thrown.getMessage();
        return thrown.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
