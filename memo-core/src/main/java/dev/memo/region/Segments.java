// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * One cache's keys: some on probation, most in the main segment, and the ghosts of those that left.
 *
 * <p>New keys go on probation, and leave in order of last use. A key that comes back after it left enters the main
 * segment if it came back sooner than the main segment's own oldest key was used (or, by {@link Rule#byRate}, is also used more
 * often): the rule of LIRS (Jiang and Zhang, "LIRS", 2002) told by comparing two stamps, without its stack. That a key is used again while on
 * probation proves nothing: such uses are correlated (O'Neil et al., "LRU-K", 1993). The main segment is a clock whose
 * hand spends a credit for each use (GCLOCK; S3-FIFO, Yang et al., 2023). What it gives up goes back among those on
 * probation, at the place of its last use.
 *
 * <p>Guarded by the lock of its order.
 */
final class Segments {
    private static final int MOVES = 2;
    private static final float SOONER = 0.75f;

    /** How many misses there were. */
    int now = 1;

    private final Recent probation = new Recent();
    private final MainSegment main = new MainSegment();
    private final Uses uses = new Uses();
    private @Nullable Ghosts ghosts;
    private int ghostsFor;
    private Rule rule;

    Segments(Rule rule) {
        this.rule = rule;
    }

    void follow(Rule to) {
        rule = to;
    }

    int size() {
        return probation.size() + main.size();
    }

    /** Notes a use, if it is the first since the last miss. */
    void hit(Node n) {
        if (n.lastMiss != now) {
            n.use(now);
        }
    }

    /** Takes in a key after a miss. */
    void add(Node n) {
        now++;
        n.rate = 1;
        Ghosts known = ghosts;
        boolean proven = known == null ? rule.probation() < 1 : known.take(n.hash()) && proves(n, known);
        n.hits = 0;
        n.credit = 0;
        n.lastMiss = now;
        n.settled = now;
        if (proven) {
            main.add(n);
        } else {
            n.place = Node.PROBATION;
            probation.addNewest(n, now);
        }
    }

    /** Lets go of a key, with or without a ghost. */
    void remove(Node n, boolean evicted) {
        if (n.place == Node.MAIN) {
            main.remove(n);
        } else if (n.place == Node.PROBATION) {
            probation.remove(n);
        } else {
            return;
        }
        n.place = Node.NOWHERE;
        if (evicted) {
            uses.settle(n);
            ghosts().add(n, now);
        }
    }

    /** Puts a node with the same key in the place of another one, which leaves. */
    void replace(Node old, Node fresh) {
        fresh.take(old);
        if (fresh.place == Node.MAIN) {
            main.replace(old, fresh);
        } else {
            probation.replace(old, fresh);
        }
        old.place = Node.NOWHERE;
    }

    /** Returns the next to go, or null if there is none. */
    @Nullable
    Node victim() {
        int entries = Math.max(1, size() - 1);
        int allowed = rule.probation(entries);
        int moves = MOVES;
        while (moves-- > 0 && main.size() > 0 && (main.size() > entries - allowed || probation.size() < 2)) {
            demote();
        }
        return probation.oldest();
    }

    private boolean proves(Node n, Ghosts known) {
        uses.life(size());
        n.rate = known.rate() * uses.left(known.age(now)) + 1;
        Node least = rule.probation() < 1 ? main.least(rule.byRate(), now, uses) : null;
        int entries = size();
        if (least == null || main.size() < entries - rule.probation(entries)) {
            return rule.probation() < 1;
        }
        return known.age(now) < SOONER * (now - least.lastMiss) && (!rule.byRate() || n.rate > uses.rate(least, now));
    }

    private void demote() {
        uses.life(size());
        Node least = main.least(rule.byRate(), now, uses);
        if (least != null) {
            main.remove(least);
            least.place = Node.PROBATION;
            probation.add(least);
        }
    }

    /** Ghosts are made at the first eviction, and anew where the number of entries has changed much. */
    private Ghosts ghosts() {
        int entries = size() + 1;
        Ghosts known = ghosts;
        if (known == null || entries > ghostsFor + ghostsFor / 4 || entries < ghostsFor / 3) {
            ghostsFor = entries;
            known = new Ghosts(entries);
            ghosts = known;
        }
        return known;
    }
}
