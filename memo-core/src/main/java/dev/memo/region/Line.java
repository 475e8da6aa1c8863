// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/** A list of nodes, linked through their own fields, from the oldest to the newest. Guarded by the lock of its order. */
final class Line {
    @Nullable
    Node oldest;

    @Nullable
    Node newest;

    void addNewest(Node n) {
        n.older = newest;
        n.newer = null;
        if (newest == null) {
            oldest = n;
        } else {
            newest.newer = n;
        }
        newest = n;
    }

    void addOldest(Node n) {
        n.newer = oldest;
        n.older = null;
        if (oldest == null) {
            newest = n;
        } else {
            oldest.older = n;
        }
        oldest = n;
    }

    void remove(Node n) {
        Node before = n.older;
        Node after = n.newer;
        if (before == null) {
            oldest = after;
        } else {
            before.newer = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.older = before;
        }
        n.older = null;
        n.newer = null;
    }

    /** Puts a node where another one is, which leaves. */
    void replace(Node old, Node fresh) {
        Node before = old.older;
        Node after = old.newer;
        fresh.older = before;
        fresh.newer = after;
        if (before == null) {
            oldest = fresh;
        } else {
            before.newer = fresh;
        }
        if (after == null) {
            newest = fresh;
        } else {
            after.older = fresh;
        }
        old.older = null;
        old.newer = null;
    }

    /** Puts all of an older line before this one's, and empties it. */
    void prepend(Line older) {
        Node last = older.newest;
        if (last == null) {
            return;
        }
        last.newer = oldest;
        if (oldest == null) {
            newest = last;
        } else {
            oldest.older = last;
        }
        oldest = older.oldest;
        older.oldest = null;
        older.newest = null;
    }
}
