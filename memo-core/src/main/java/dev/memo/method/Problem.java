// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

/**
 * Something to tell the user about a memoized method: why it was refused, or what is risky about it. Immutable.
 *
 * @param code a stable name for the kind of problem, {@code VOID_RESULT} for example
 * @param where the place, {@code @Cached on Users.save(User)} or {@code rules.txt:3}
 * @param what what is wrong and what was found, without a full stop
 * @param remedy what to do, a whole sentence
 */
public record Problem(String code, String where, String what, String remedy) {

    /** Returns the message: place, what is wrong, what to do. */
    public String text() {
        return where + ": " + what + ". " + remedy;
    }
}
