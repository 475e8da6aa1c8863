// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A key part that is compared by identity and not kept alive; when its referent is gone, so is the entry.
 *
 * <p>Thread-safe.
 */
public final class WeakPart extends WeakReference<Object> {
    private volatile @Nullable Entry entry;

    /** Creates a part that announces the end of its referent to the queue of a region. */
    public WeakPart(Object referent, ReferenceQueue<Object> orphans) {
        super(referent, orphans);
    }

    /** Names the entry that this is a part of. */
    public void partOf(Entry owner) {
        entry = owner;
    }

    @Nullable
    Entry entry() {
        return entry;
    }
}
