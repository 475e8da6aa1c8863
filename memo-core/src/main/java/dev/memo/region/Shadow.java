// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * A cache of hashes only, run by one rule: what the region would have kept, had it followed that rule.
 *
 * <p>Guarded by the lock of its order.
 */
final class Shadow {
    private final Segments segments;
    private @Nullable Node[] table = new Node[16];
    private int capacity;

    Shadow(Rule rule, int capacity) {
        this.segments = new Segments(rule);
        this.capacity = capacity;
    }

    void resize(int to) {
        capacity = to;
    }

    /** Uses a key; returns whether it was a hit. */
    boolean use(int hash) {
        Node n = find(hash);
        if (n != null) {
            segments.hit(n);
            return true;
        }
        Node fresh = new Key(hash);
        link(fresh);
        segments.add(fresh);
        while (segments.size() > capacity) {
            evict();
        }
        return false;
    }

    private void evict() {
        Node victim = segments.victim();
        if (victim != null) {
            segments.remove(victim, true);
            unlink(victim);
        }
    }

    private @Nullable Node find(int hash) {
        int mask = table.length - 1;
        for (int i = at(hash, mask); ; i = (i + 1) & mask) {
            Node n = table[i];
            if (n == null || n.hash() == hash) {
                return n;
            }
        }
    }

    private void link(Node n) {
        if (segments.size() * 2 >= table.length) {
            grow();
        }
        put(n);
    }

    private void put(Node n) {
        int mask = table.length - 1;
        int i = at(n.hash(), mask);
        while (table[i] != null) {
            i = (i + 1) & mask;
        }
        table[i] = n;
    }

    private void grow() {
        @Nullable Node[] old = table;
        table = new Node[old.length * 2];
        for (Node n : old) {
            if (n != null) {
                put(n);
            }
        }
    }

    /** Empties a place and moves back what would not be found beyond it (Knuth, volume 3, 6.4, algorithm R). */
    private void unlink(Node n) {
        int mask = table.length - 1;
        int hole = at(n.hash(), mask);
        while (table[hole] != n) {
            hole = (hole + 1) & mask;
        }
        table[hole] = null;
        for (int i = (hole + 1) & mask; ; i = (i + 1) & mask) {
            Node next = table[i];
            if (next == null) {
                return;
            }
            int home = at(next.hash(), mask);
            if (((i - home) & mask) >= ((i - hole) & mask)) {
                table[hole] = next;
                table[i] = null;
                hole = i;
            }
        }
    }

    private static int at(int hash, int mask) {
        int x = hash * 0x85EBCA6B;
        return (x ^ x >>> 15) & mask;
    }

    /** A key, by its hash alone. Guarded as its shadow is. */
    private static final class Key extends Node {
        private final int hash;

        Key(int hash) {
            this.hash = hash;
        }

        @Override
        public int hash() {
            return hash;
        }
    }
}
