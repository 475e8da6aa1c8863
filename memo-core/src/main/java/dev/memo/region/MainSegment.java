// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * The keys that have proven themselves, as a clock: a line whose oldest are looked at, and go back to its newest end where they earned it.
 *
 * <p>Guarded by the lock of its order.
 */
final class MainSegment {
    private static final int LONGEST = 64;
    private static final int SAMPLES = 4;

    private final Line line = new Line();
    private int size;

    int size() {
        return size;
    }

    void add(Node n) {
        n.place = Node.MAIN;
        line.addNewest(n);
        size++;
    }

    void remove(Node n) {
        line.remove(n);
        size--;
    }

    /** Puts a node in the place of another one, which leaves. */
    void replace(Node old, Node fresh) {
        line.replace(old, fresh);
    }

    /** Returns the node that has to go first, and leaves it at the oldest place; null if there are none. */
    @Nullable
    Node least(boolean byRate, int now, Uses uses) {
        return byRate ? rarest(now, uses) : idlest(uses);
    }

    /** A node with credit spends one and goes round again; one without has not been used for a round. */
    private @Nullable Node idlest(Uses uses) {
        Node n = line.oldest;
        for (int i = LONGEST; i > 0 && n != null; i--) {
            uses.settle(n);
            if (n.credit == 0) {
                return n;
            }
            n.credit--;
            line.remove(n);
            line.addNewest(n);
            n = line.oldest;
        }
        return n;
    }

    /** Of the next few that were not used for a round, the one that is used most rarely. */
    private @Nullable Node rarest(int now, Uses uses) {
        Node rarest = null;
        int samples = Math.min(SAMPLES, size);
        for (int i = Math.min(LONGEST, size); i > 0 && samples > 0 && line.oldest != null; i--) {
            Node n = line.oldest;
            line.remove(n);
            if (n.hits > 0) {
                uses.settle(n);
                line.addNewest(n);
            } else {
                samples--;
                rarest = rarer(rarest, n, now, uses);
            }
        }
        if (rarest == null) {
            return line.oldest;
        }
        line.addOldest(rarest);
        return rarest;
    }

    /** Returns the one that is used more rarely; the other goes round. */
    private Node rarer(@Nullable Node rarest, Node n, int now, Uses uses) {
        boolean rarer = rarest == null || uses.rate(n, now) < uses.rate(rarest, now);
        Node other = rarer ? rarest : n;
        if (other != null) {
            line.addNewest(other);
        }
        return rarer || rarest == null ? n : rarest;
    }
}
