// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest;

/** How large a method or constructor is: where, the lines of its body, its parameters, how many it may have. Immutable. */
record MethodShape(String where, int lines, int parameters, int maxParameters) {
    static final int MAX_PARAMETERS = 4;
    static final int MAX_CONSTRUCTOR_PARAMETERS = 6;

    /** Whether it takes more than it may. */
    boolean takesTooMuch() {
        return parameters > maxParameters;
    }
}
