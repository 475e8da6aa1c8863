// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A key part that is compared by identity and not kept alive; when its referent is gone, so are the entries that it is a
 * part of.
 *
 * <p>Many entries may have one in common, and mostly do: a service is the receiver of all calls. A single one is known by
 * the part itself; those of a shared part are found by going through the table. Thread-safe.
 */
public final class WeakPart extends WeakReference<Object> {
    private volatile @Nullable Entry entry;
    private volatile boolean shared;

    /** Creates a part that announces the end of its referent to the queue of a region. */
    public WeakPart(Object referent, ReferenceQueue<Object> orphans) {
        super(referent, orphans);
    }

    /** Names an entry that this is a part of. */
    public void partOf(Entry owner) {
        if (!shared) {
            entry = owner;
            if (shared) { // meanwhile: whoever shared it may have come too early to take this one out
                entry = null;
            }
        }
    }

    /** Says that it is to be a part of another entry too. The caller keeps the referent alive until it is one. */
    public void share() {
        if (!shared) {
            shared = true;
            entry = null; // which may leave before the others do
        }
    }

    boolean isShared() {
        return shared;
    }

    @Nullable
    Entry entry() {
        return entry;
    }
}
