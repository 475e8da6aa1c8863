// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.frame.FrameOptions;
import dev.memo.region.RegionSettings.Lifespan;
import dev.memo.spi.StoreLimits;

/**
 * A store that a runtime was told to have. Immutable.
 *
 * @param location where it is: a file
 * @param keyFile the file with the key that encrypts what is stored, empty for none
 * @param writes when a result that was computed is in the store
 * @param limits how much it may take, of all methods together
 * @param life how long what is in it lives at most
 * @param compressFromBytes results of so many encoded bytes or more are compressed; {@link FrameOptions#NEVER} for none
 */
public record StoreChoice(
        String location, String keyFile, Writes writes, StoreLimits limits, Life life, int compressFromBytes) {
    /** Returns a store that is written behind, without limits, encryption and compression. */
    public static StoreChoice at(String location) {
        return new StoreChoice(location, "", Writes.BEHIND, StoreLimits.NONE, Life.NO_LIMIT, FrameOptions.NEVER);
    }

    /** When what is put is in the store. Immutable. */
    public enum Writes {
        /** Soon after, together with others: what was put last is lost if the process is killed. */
        BEHIND,
        /** Before the call that puts it returns. */
        THROUGH
    }

    /**
     * How long values live at most, in the store and so in the heap. Immutable.
     *
     * @param ttlNanos since the write, 0 for no limit
     * @param idleNanos since the last read, 0 for no limit
     */
    public record Life(long ttlNanos, long idleNanos) {
        /** As long as methods and caches say. */
        public static final Life NO_LIMIT = new Life(0, 0);

        /** Returns how long values live of what has this life of its own: the stricter of both. */
        Lifespan of(Lifespan own) {
            return new Lifespan(stricter(own.ttlNanos(), ttlNanos), stricter(own.idleNanos(), idleNanos), own.jitter());
        }

        private static long stricter(long one, long other) {
            return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
        }
    }
}
