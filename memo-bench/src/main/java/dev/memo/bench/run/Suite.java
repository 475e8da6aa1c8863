// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.run;

/** What is measured in one go. Immutable. */
public enum Suite {
    /** Memoized methods: what the project has set out to reach. */
    METHODS,
    /** The direct cache. */
    DIRECT;

    /** Returns the one of this name, in lower case. */
    public static Suite of(String name) {
        return switch (name) {
            case "methods" -> METHODS;
            case "direct" -> DIRECT;
            default ->
                throw new IllegalArgumentException(
                        "suite: must be methods or direct, was " + name + ". Call ./bench or ./bench --direct.");
        };
    }
}
