// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/** Makes an entry that may be kept from one that only looks up. Implementations are thread-safe. */
@FunctionalInterface
public interface KeyKeeper {
    /**
     * Returns an entry with an equal key that later changes of the caller's arguments do not reach, or null if there is
     * no such thing. May run user code.
     *
     * @param fresh an entry whose parts are the caller's arguments
     * @param orphans where weakly held parts announce their end
     */
    @Nullable
    Entry keep(Entry fresh, ReferenceQueue<Object> orphans);
}
