// SPDX-License-Identifier: Apache-2.0
package dev.memo.key;

import dev.memo.region.WeakPart;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that counts by identity or by its class, its hash code, and what keys have in its place. Weak: it keeps no
 * receiver. Thread-safe.
 */
public final class KnownReceiver extends WeakReference<Object> {
    /** As {@link Receivers#hash} has it. */
    final long hash;

    /** The part of all keys with this receiver but the first one's; null until there is another. */
    final @Nullable WeakPart part;

    KnownReceiver(Object receiver, long hash, @Nullable WeakPart part) {
        super(receiver);
        this.hash = hash;
        this.part = part;
    }
}
