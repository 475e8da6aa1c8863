// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.frame.Frames;
import dev.memo.frame.Reading;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import dev.memo.store.StoredTags;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what a store has what the heap of one region can have: reads the frame, looks whether its tags still hold, and
 * measures what is left of its life. Thread-safe. Runs user code, with no lock held.
 */
final class Promotions {
    private static final byte[] NO_TAGS = {};

    private final Region region;
    private final Frames frames;
    private final byte[] fingerprint;
    private final StoredTags tags;
    private final StoredLife life;

    Promotions(Region region, Frames frames, StoredTags tags, StoredLife life) {
        this.region = region;
        this.frames = frames;
        this.fingerprint = frames.fingerprint();
        this.tags = tags;
        this.life = life;
    }

    /**
     * Returns what a stored value is for a flight; null if it cannot be served, or is not worth more than the one that the
     * flight renews.
     *
     * @throws Unusable if it never can
     */
    @Nullable
    StoredResult of(Flight flight, StoreKey key, StoreValue stored) throws Unusable {
        long age = life.ageNanos(stored);
        long ttl = life.ttlNanos(stored);
        boolean fresh = StoredLife.isFresh(age, ttl);
        if ((!fresh && !life.isKept(age)) || (flight.renewal != null && !isYounger(age, flight, flight.renewal))) {
            if (!fresh && !life.isKept(age)) {
                region.events.endedInStore();
            }
            return null;
        }
        Object value = value(key, stored);
        if (!Arrays.equals(stampOf(flight.entry, value, false), stored.fingerprint())) {
            throw new Unusable("a tag was invalidated");
        }
        Object kept = region.values.keep(value);
        Candidate c = kept == null ? null : candidate(flight, kept, value, ttl);
        return new StoredResult(value, kept, c == null ? null : c.born(flight.now() - age), stored.loadNanos(), !fresh);
    }

    /**
     * Returns whether a stored value is less than half as old as the one to be renewed: one that is as old may be the same,
     * whose age comes out a little differently by another clock, and one that is not much younger has to be renewed soon.
     */
    private static boolean isYounger(long ageNanos, Flight flight, Renewal renewal) {
        return ageNanos < (flight.now() - renewal.phases.writtenNanos) / 2;
    }

    /**
     * Returns what is stored beside a value for who wrote it, and for its tags, if it has any.
     *
     * @param makes whether tags that the store does not know are made known
     * @return null if the store cannot keep a value with such tags
     */
    byte @Nullable [] stampOf(Entry e, @Nullable Object value, boolean makes) {
        Collection<String> names = region.tagging.names(e, value);
        byte[] stamp = names.isEmpty() ? NO_TAGS : tags.stamp(names, makes);
        if (stamp == null) {
            return null;
        }
        byte[] both = Arrays.copyOf(fingerprint, fingerprint.length + stamp.length);
        System.arraycopy(stamp, 0, both, fingerprint.length, stamp.length);
        return both;
    }

    private @Nullable Object value(StoreKey key, StoreValue stored) throws Unusable {
        Reading reading = frames.read(stored.bytes(), key);
        if (reading instanceof Reading.Value read && (read.value() != null || region.settings.cacheNull())) {
            return read.value();
        }
        throw new Unusable(
                reading instanceof Reading.Miss miss ? miss.mismatch().name() : "null");
    }

    private Candidate candidate(Flight flight, Object kept, @Nullable Object value, long ttlNanos) {
        Candidate c = region.appraisal.of(flight.entry, kept, value, ttlNanos);
        return region.appraisal.tagged(c, value, flight.stamp);
    }

    /** Says that nobody will ever be served a stored value. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        final String why;

        Unusable(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }
}
