// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.data;

/**
 * A heap in which what is kept lies where a collection has put it, as in any program that has run for a while. Without that,
 * who allocates nothing is measured with entries as they were born, strewn among the garbage of their loads, while who
 * allocates with each hit has had them collected and put together. Stateless.
 */
public final class Settled {
    private Settled() {}

    /** Has the JVM collect. */
    public static void heap() {
        System.gc();
    }
}
