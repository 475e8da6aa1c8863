// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.frame.Frames;
import dev.memo.snapshot.SnapshotRow;
import dev.memo.snapshot.SnapshotWriter;
import dev.memo.spi.LeftOut;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes rows for a snapshot of what one region has. Thread-safe; runs code of values' classes, with no lock held. */
public final class Saving {
    private final Region region;
    private final Restored.Form form;

    /** Creates what saves a region. */
    public Saving(Region region, Restored.Form form) {
        this.region = region;
        this.form = form;
    }

    /** Returns the keys that have a value, the most used first, as far as hits have left a trace. Others may use them meanwhile. */
    public List<Entry> hottestFirst() {
        List<Ranked> found = new ArrayList<>();
        new Sweep(region.ledger, region.tier.budget).visit(e -> {
            if (e.value != null) {
                found.add(new Ranked(e, use(e)));
            }
        });
        found.sort(Comparator.comparingLong(Ranked::use).reversed());
        return found.stream().map(Ranked::entry).toList();
    }

    /** Returns the key's row, or null, and says why to whoever counts. */
    public @Nullable SnapshotRow row(Entry e, Consumer<LeftOut> leftOut) {
        Object stored = e.value;
        LeftOut reason = stored == null ? LeftOut.ENDED : reason(e, stored);
        StoreKey key = null;
        if (reason == null) {
            key = key(e);
            reason = key == null ? LeftOut.UNSTABLE_KEY : null;
        }
        SnapshotRow row = key == null || stored == null ? null : row(e, stored, key);
        if (row == null) {
            leftOut.accept(reason == null ? LeftOut.NOT_ENCODABLE : reason);
        }
        return row;
    }

    private @Nullable LeftOut reason(Entry e, Object stored) {
        if (stored instanceof Thrown) {
            return LeftOut.FAILURE;
        }
        if (Tagged.hasOrigins(stored)) {
            return LeftOut.TAGGED;
        }
        if (Tagged.isOver(stored) || Tagged.isToBeOutdated(stored)) {
            return LeftOut.ENDED;
        }
        return region.lifetime.freshFor(e) > 0 ? null : LeftOut.ENDED;
    }

    private @Nullable StoreKey key(Entry e) {
        try {
            return form.key(e.parts());
        } catch (RuntimeException | LinkageError cause) {
            return null;
        }
    }

    private @Nullable SnapshotRow row(Entry e, Object stored, StoreKey key) {
        Frames frames = form.frames();
        Object value = region.values.open(stored);
        if (frames == null || value == null) {
            return null;
        }
        try {
            Object result = value == Values.NULL ? null : value;
            List<String> tags = List.copyOf(region.tagging.names(e, result));
            byte[] frame = SnapshotWriter.takes(tags) ? frames.write(result, key) : null;
            return frame == null ? null : new SnapshotRow(key, timed(e, frame), 0, tags);
        } catch (RuntimeException
                | LinkageError
                | StackOverflowError cause) { // the codec's, or code of the value's class
            return null;
        }
    }

    private StoreValue timed(Entry e, byte[] frame) {
        Lifetime lifetime = region.lifetime;
        long now = region.tier.clock.exact();
        long wall = region.tier.shelf.nowMicros();
        Long age = lifetime.ageNanos(e);
        long end = lifetime.freshEnd(e);
        boolean idles = lifetime.idleNanos() > 0;
        long idleFor = idles ? now - StampedEntry.of(e).readNanos() : 0;
        return new StoreValue(
                frame,
                new byte[0],
                age == null ? 0 : Math.max(1, wall - age / 1_000),
                idles ? wall - idleFor / 1_000 : wall,
                end == Lifetime.NEVER ? StoreValue.NEVER : wall + (end - now) / 1_000,
                idles ? Math.max(1, lifetime.idleNanos() / 1_000) : StoreValue.NEVER,
                LoadTime.nanos(e.cost));
    }

    /** Where the policy stamps uses, the last one; else what {@code adaptive} has noted, the proven ones before the others. */
    private static long use(Entry e) {
        long stamp = e instanceof StampedEntry stamped ? stamped.stamp() : 0;
        return stamp != 0 ? stamp : ((long) e.place << 32) + e.lastMiss;
    }

    /** An entry and how much it was used when it was looked at. Immutable. */
    private record Ranked(Entry entry, long use) {}
}
