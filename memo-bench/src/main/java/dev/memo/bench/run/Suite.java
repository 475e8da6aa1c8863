// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.run;

/** What is measured in one go. Immutable. */
public enum Suite {
    /** Memoized methods: what the project has set out to reach. */
    METHODS,
    /** The direct cache. */
    DIRECT,
    /** The store in a file. */
    STORE;

    /** Returns the one of this name, in lower case. */
    public static Suite of(String name) {
        return switch (name) {
            case "methods" -> METHODS;
            case "direct" -> DIRECT;
            case "store" -> STORE;
            default ->
                throw new IllegalArgumentException("suite: must be methods, direct or store, was " + name
                        + ". Call ./bench, ./bench --direct or ./bench --store.");
        };
    }
}
