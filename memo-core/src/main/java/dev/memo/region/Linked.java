// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Node} has that no hit reads. A class of its own, as the JVM puts a class's fields before those of its
 * subclasses: what hits read then lies together, so that half of the entries need one cache line for it and not two.
 *
 * <p>Guarded by the lock of its order.
 */
abstract class Linked {
    /** The neighbours in the list it is in. */
    @Nullable
    Node older;

    @Nullable
    Node newer;

    /** The stamp up to which {@link #rate} counts. */
    int settled;

    /** How often it was used, where a use counts half after each half-life. */
    float rate;
}
