// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * What {@code adaptive} keeps about one key: the part of an entry that its shadows have too.
 *
 * <p>{@code lastMiss} and {@code hits} are written by hits without a lock, where the last writer wins and a lost update does
 * no harm; all else is guarded by the lock of the order.
 */
abstract class Node extends Linked {
    static final byte NOWHERE = 0;
    static final byte PROBATION = 1;
    static final byte MAIN = 2;

    /** The miss before the last use, of those uses that were noticed. */
    int lastMiss;

    /** Misses before which it was used, since the last settling. */
    byte hits;

    /** Passes of the hand that it has earned. */
    byte credit;

    byte place;

    /** Returns the key's hash code, spread. */
    public abstract int hash();

    /** Notes a use, the first since the last miss. */
    final void use(int miss) {
        lastMiss = miss;
        byte uses = hits;
        if (uses < Uses.MOST) {
            hits = (byte) (uses + 1);
        }
    }

    /** Takes over what is known of a node with the same key. */
    final void take(Node other) {
        lastMiss = other.lastMiss;
        settled = other.settled;
        rate = other.rate;
        hits = other.hits;
        credit = other.credit;
        place = other.place;
    }
}
