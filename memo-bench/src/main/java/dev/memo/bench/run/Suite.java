// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.run;

/** What is measured in one go. Immutable. */
public enum Suite {
    /** Memoized methods: what the project has set out to reach. */
    METHODS(1),
    /** The direct cache. */
    DIRECT(1),
    /** The store in a file. */
    STORE(3);

    /** How many times as many rounds there are as usual; JVMs differ, which a difference close to nothing drowns in. */
    final int rounds;

    Suite(int rounds) {
        this.rounds = rounds;
    }

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
