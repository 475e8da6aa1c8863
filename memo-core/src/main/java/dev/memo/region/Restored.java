// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.frame.Frames;
import dev.memo.frame.Reading;
import dev.memo.snapshot.SnapshotRow;
import dev.memo.spi.LeftOut;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot's side of one region: a miss looks here before its original runs, and takes what it finds out of the
 * {@link Shelf}, for good. What is loaded, or invalidated, is taken out as well, so that no older value comes after a newer one.
 *
 * <p>A row that may not be served, as its code, its classes or its time have changed, is a miss. Trouble ends here. Costs a miss
 * two reads of fields where there is nothing. Thread-safe.
 */
public final class Restored {
    private final Region region;
    private final Shelf shelf;
    private final ShelfRows rows;
    private final Form form;

    /**
     * Creates the side of a region, which is to be given it.
     *
     * @param name the method's exact name, the same in every process
     */
    public Restored(Region region, String name, Form form) {
        this.region = region;
        this.shelf = region.tier.shelf;
        this.rows = shelf.of(name);
        this.form = form;
        shelf.counts(rows, region.ledger);
    }

    /** Has misses of the region look here. */
    public void attach() {
        region.restored = this;
    }

    /** Returns a region's side; null if it does not ask for what a snapshot has brought. */
    public static @Nullable Restored of(Region region) {
        return region.restored;
    }

    /** Looks for a value before the flight's original runs, and lands the flight with it; {@code void.class} for null. */
    @Nullable
    Object serve(Flight flight) {
        try {
            StoredResult found = rows.isEmpty() ? null : take(flight);
            if (found == null) {
                return null;
            }
            flight.promote(found);
            return found.value() == null ? Values.NULL : found.value();
        } catch (Throwable cause) { // of a codec, or the value's own code
            if (cause instanceof VirtualMachineError error && !(cause instanceof StackOverflowError)) {
                flight.cancel();
                throw error;
            }
            region.tier.trouble.reportAs(region.settings.name() + ": a snapshot was not asked", cause);
            return null;
        }
    }

    private @Nullable StoredResult take(Flight flight) {
        StoreKey key = keyOf(flight.entry);
        SnapshotRow row = key == null ? null : shelf.take(rows, key);
        long left = row == null ? 0 : leftNanos(region, row);
        Frames frames = left > 0 ? form.frames() : null;
        if (row == null || frames == null || key == null) {
            return null;
        }
        if (!(frames.read(row.value().bytes(), key) instanceof Reading.Value read)) {
            return null;
        }
        Collection<String> tags = region.tagging.names(flight.entry, read.value());
        if (!Set.copyOf(tags).equals(Set.copyOf(row.tags()))) { // it was dropped by others
            return null;
        }
        Object stored = region.values.keep(read.value());
        Candidate c = stored == null ? null : candidate(flight, stored, read.value(), left);
        return new StoredResult(read.value(), stored, c, row.value().loadNanos(), false);
    }

    private Candidate candidate(Flight flight, Object stored, @Nullable Object value, long left) {
        Candidate c = region.appraisal.of(flight.entry, stored, value, left);
        return region.appraisal.tagged(c, value, flight.stamp).born(flight.now());
    }

    /** Drops what is here for a key, as it has another value now, or is to have none. */
    void forget(Entry e) {
        StoreKey key = rows.isEmpty() ? null : keyOf(e);
        if (key != null) {
            SnapshotRow unused = shelf.take(rows, key);
        }
    }

    /** Drops all; returns how many there were. */
    public int forgetAll() {
        return shelf.drop(rows);
    }

    /** Drops what is here for keys that the heap has, which is newer there; returns how many. */
    public int forgetPresent() {
        int before = rows.size();
        if (before > 0) {
            new Sweep(region.ledger, region.tier.budget).visit(this::forget);
        }
        return Math.max(0, before - rows.size());
    }

    /** Where the region's own limits are exceeded by what has come in, the least used goes; returns how many. */
    public int keepLimits() {
        int before = rows.size();
        region.tier.budget.lock();
        try {
            shelf.makeRoom(region.ledger);
        } finally {
            region.tier.budget.unlock();
        }
        return Math.max(0, before - rows.size());
    }

    private @Nullable StoreKey keyOf(Entry e) {
        try {
            return form.key(e.parts());
        } catch (RuntimeException | LinkageError cause) {
            region.tier.trouble.reportAs(region.settings.name() + ": a snapshot was not asked", cause);
            return null;
        }
    }

    /** Returns how long a row is fresh yet, by what was promised when it was saved or by what is now, whichever is stricter. */
    public static long leftNanos(Region region, SnapshotRow row) {
        StoreValue value = row.value();
        long now = Math.max(
                region.tier.shelf.nowMicros(), value.writtenAtMicros()); // the wall clock may have been set back
        if (row.goneAtMicros() <= now) {
            return 0;
        }
        long left = nanos(value.endsAtMicros() == StoreValue.NEVER ? Long.MAX_VALUE : value.endsAtMicros() - now);
        long ttl = region.settings.lifespan().ttlNanos();
        if (ttl == 0) {
            return left;
        }
        if (value.writtenAtMicros() == 0) {
            return value.endsAtMicros() == StoreValue.NEVER ? 0 : Math.min(left, ttl);
        }
        return Math.min(left, ttl - nanos(now - value.writtenAtMicros()));
    }

    /** Notes that an entry, which was made of a row just now, was read when the row says, where that counts. */
    public static void wasRead(Region region, Entry e, SnapshotRow row) {
        if (region.lifetime.idleNanos() > 0 && row.value().idleMicros() != StoreValue.NEVER) {
            long ago = nanos(
                    Math.max(0, region.tier.shelf.nowMicros() - row.value().staleAtMicros()));
            StampedEntry.of(e).readNanos(region.tier.clock.exact() - ago);
        }
    }

    private static long nanos(long micros) {
        return micros > Lifetime.FOREVER / 1_000 ? Lifetime.FOREVER : micros * 1_000;
    }

    /** How a method's keys and values are turned into bytes. Implementations are thread-safe. */
    public interface Form {
        /** Returns the key, null where it would not be the same in every process. */
        @Nullable
        StoreKey key(@Nullable Object[] parts);

        /** Returns what wraps values; null where results cannot be kept beyond the process. */
        @Nullable
        Frames frames();

        /** Returns why there are no frames, or null if there are. */
        @Nullable
        LeftOut leftOut();
    }
}
