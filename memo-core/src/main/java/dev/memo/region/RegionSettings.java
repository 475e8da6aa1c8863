// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Storage;

/**
 * What a region was told: its name, kind, lifetimes, limits, barrier, storage, policy and waiting. Immutable.
 *
 * @param name for reports
 * @param lifespan how long its entries live
 * @param limits how much it may keep
 * @param barrier what one load is admitted per
 * @param storage as bytes or by reference
 * @param cacheNull whether null is kept
 * @param policy the name of the eviction policy, empty for the runtime's
 * @param bypass whether it is called without Memo while Memo saves nothing
 * @param waiting how callers wait for one another's loads
 * @param freshness what is done about values that age
 * @param nested what is made of the memoized calls that its originals make
 * @param kind what it is of
 */
public record RegionSettings(
        String name,
        Lifespan lifespan,
        Limits limits,
        Barrier barrier,
        Storage storage,
        boolean cacheNull,
        String policy,
        boolean bypass,
        Waiting waiting,
        Freshness freshness,
        Nested nested,
        Kind kind) {

    /** What a region may be of. */
    public enum Kind {
        /** A memoized method. */
        METHOD,
        /** A memoized function. */
        FUNCTION,
        /** A memoized function whose loads hold a lock of the user's, without which it is not to run. */
        LOCKED_FUNCTION,
        /** A cache that is called directly. */
        CACHE
    }

    /** Settings of a method. */
    public RegionSettings(
            String name,
            Lifespan lifespan,
            Limits limits,
            Barrier barrier,
            Storage storage,
            boolean cacheNull,
            String policy,
            boolean bypass,
            Waiting waiting,
            Freshness freshness,
            Nested nested) {
        this(
                name,
                lifespan,
                limits,
                barrier,
                storage,
                cacheNull,
                policy,
                bypass,
                waiting,
                freshness,
                nested,
                Kind.METHOD);
    }

    /** Settings with the default way of waiting, of a region whose values just end. */
    public RegionSettings(
            String name,
            Lifespan lifespan,
            Limits limits,
            Barrier barrier,
            Storage storage,
            boolean cacheNull,
            String policy,
            boolean bypass) {
        this(
                name,
                lifespan,
                limits,
                barrier,
                storage,
                cacheNull,
                policy,
                bypass,
                Waiting.DEFAULT,
                Freshness.NONE,
                Nested.DEFAULT);
    }

    /** Settings with the runtime's policy, no jitter and no bypass. */
    public RegionSettings(
            String name,
            long ttlNanos,
            long idleNanos,
            Barrier barrier,
            Storage storage,
            long maxEntries,
            long maxBytes,
            boolean cacheNull) {
        this(
                name,
                new Lifespan(ttlNanos, idleNanos, 0),
                new Limits(maxEntries, maxBytes),
                barrier,
                storage,
                cacheNull,
                "",
                false);
    }

    /**
     * How long entries live. Immutable.
     *
     * @param ttlNanos from the write, 0 for no end
     * @param idleNanos from the last read, 0 for no end
     * @param jitter by which share of it a ttl may come out shorter, 0 to 1
     */
    public record Lifespan(long ttlNanos, long idleNanos, double jitter) {}

    /**
     * How much a region may keep. Immutable.
     *
     * @param maxEntries 0 for no limit of its own
     * @param maxBytes 0 for no limit of its own
     */
    public record Limits(long maxEntries, long maxBytes) {}
}
