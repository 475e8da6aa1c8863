// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * Nodes in order of last use, to within a sixteenth of them, though hits move nothing.
 *
 * <p>The nodes lie in up to 32 lines, each for a span of stamps; a new line is begun with every sixteenth of the
 * nodes that comes in. A node that was used since it was put into its line is noticed when it has become the oldest,
 * and then moves to the line of its stamp: one move for any number of hits, so that finding the oldest costs O(1)
 * amortised. When lines run out, the two oldest become one. A calendar queue (Brown, "Calendar queues", 1988) whose
 * days have as many nodes each rather than the same length.
 *
 * <p>Guarded by the lock of its order.
 */
final class Recent {
    private static final int LINES = 32;
    private static final int PARTS = 16;
    private static final int MOVES = 64;

    private final Line[] lines = new Line[LINES];
    private final int[] since = new int[LINES];
    private int low;
    private int used = 1;
    private int arrivals;
    private int size;

    Recent() {
        for (int i = 0; i < LINES; i++) {
            lines[i] = new Line();
        }
    }

    int size() {
        return size;
    }

    /** Takes in a node that is used now, at a stamp not before any other's. */
    void addNewest(Node n, int now) {
        if (++arrivals * PARTS > size) {
            begin(now);
        }
        line(used - 1).addNewest(n);
        size++;
    }

    /** Takes in a node at the place of its stamp. */
    void add(Node n) {
        int i = used - 1;
        while (i >= 0 && n.lastMiss - since[at(i)] < 0) {
            i--;
        }
        if (i < 0) {
            line(0).addOldest(n);
        } else {
            line(i).addNewest(n);
            arrivals += i == used - 1 ? 1 : 0;
        }
        size++;
    }

    void remove(Node n) {
        lineOf(n).remove(n);
        size--;
    }

    /** Puts a node in the place of another one, which leaves. */
    void replace(Node old, Node fresh) {
        lineOf(old).replace(old, fresh);
    }

    /**
     * Returns the node that was used longest ago, or null if there are none. Where very many were used since they were put
     * into their lines, it is the one used longest ago of the next few: no call takes long.
     */
    @Nullable
    Node oldest() {
        Node least = null;
        for (int moves = 0; size > 0 && moves < MOVES; moves++) {
            Node n = first();
            if (used == 1 || n.lastMiss - since[at(1)] < 0) {
                return n;
            }
            line(0).remove(n);
            size--;
            add(n);
            least = least == null || n.lastMiss - least.lastMiss < 0 ? n : least;
        }
        return least;
    }

    /** Returns the oldest node of the oldest line that has any, with the empty ones before it dropped. */
    private Node first() {
        while (true) {
            Node n = line(0).oldest;
            if (n != null) {
                return n;
            }
            if (used == 1) {
                throw new IllegalStateException("nodes that are in no line");
            }
            low = at(1);
            used--;
        }
    }

    private void begin(int now) {
        if (used == LINES) {
            line(1).prepend(line(0));
            since[at(1)] = since[low];
            low = at(1);
            used--;
        }
        since[at(used)] = now;
        used++;
        arrivals = 0;
    }

    /** Only a node at an end of its line needs to know which it is; the others may name any. */
    private Line lineOf(Node n) {
        if (line(0).oldest == n || (n.older != null && n.newer != null)) {
            return line(0);
        }
        for (int i = used - 1; i > 0; i--) {
            Line line = line(i);
            if (line.oldest == n || line.newest == n) {
                return line;
            }
        }
        return line(0);
    }

    private Line line(int i) {
        return lines[at(i)];
    }

    private int at(int i) {
        return (low + i) & (LINES - 1);
    }
}
