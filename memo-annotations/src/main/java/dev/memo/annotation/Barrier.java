// SPDX-License-Identifier: Apache-2.0
package dev.memo.annotation;

/** What a {@link Cached} method admits one load per, when many callers miss at once. Immutable. */
public enum Barrier {
    /** One load per key: callers with equal arguments wait for the first, others load in parallel. The default. */
    KEY,
    /**
     * One load per method: at most one load of the method runs at a time, whatever its arguments. Refused for a method that
     * returns a stage, whose callers never wait.
     */
    METHOD,
    /**
     * One load per key among all processes of this machine that share the method's {@link Cached#store}, which it needs: one
     * of them loads, the others wait until they find its result in the store. If the process that loads ends without one, or
     * has been stopped for ten seconds, another takes over within seconds, and what the first one may still give is kept
     * by nobody. Within a process it is as {@link #KEY}; it is that altogether while the store cannot be had. {@link
     * Cached#maxWait} bounds the wait for other processes too. Whoever loads without having been admitted, since its wait
     * was over or interrupted, keeps the result in its heap only. A load that waits for another process's load of another
     * key holds up other processes for ten seconds at most, so that processes that wait for one another in a circle go on.
     * A result that is still served, as with {@link Cached#refresh} and {@link Cached#keep}, is computed anew by one process,
     * too: the others don't wait but serve what they have, and look for the new one at the first call a second later. What
     * is put into a cache needs no admission: what a load under way for that key gives, in whatever process, is kept
     * by nobody then.
     */
    HOST,
    /** No barrier: every caller that misses loads. */
    NONE
}
