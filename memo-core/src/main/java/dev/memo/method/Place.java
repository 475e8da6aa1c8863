// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

/**
 * Where a method was asked to be memoized, for messages. Immutable.
 *
 * @param where {@code @Cached on Users.save(User)} or {@code rules.txt:3 on Users.save(User)}
 * @param cause what the user would remove: {@code @Cached} or {@code the rule}
 * @param byRule whether it is a rule, so that the method itself cannot be changed
 */
record Place(String where, String cause, boolean byRule) {

    static Place annotation(String annotation, String on) {
        return new Place(annotation + " on " + on, annotation, false);
    }

    static Place rule(String line, String on) {
        return new Place(line + " on " + on, "the rule", true);
    }

    Problem problem(String code, String what, String remedy) {
        return new Problem(code, where, what, remedy);
    }

    /**
     * Returns a problem whose remedy is to remove the cause, or to change the method where it can be changed.
     *
     * @param change {@code return a value}
     */
    Problem removeOr(String code, String what, String change) {
        return problem(code, what, byRule ? "Remove the rule." : "Remove " + cause + ", or " + change + ".");
    }

    /** Returns how to leave a parameter out of the key: {@code mark it @KeyIgnore} or {@code add keyIgnore=1}. */
    String ignoring(int parameter) {
        return byRule ? "add keyIgnore=" + parameter : "mark it @KeyIgnore";
    }
}
