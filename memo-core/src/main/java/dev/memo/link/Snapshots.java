// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.region.Entry;
import dev.memo.region.HeapTier;
import dev.memo.region.Region;
import dev.memo.region.Restored;
import dev.memo.region.Saving;
import dev.memo.region.Shelf;
import dev.memo.snapshot.Content;
import dev.memo.snapshot.SnapshotReader;
import dev.memo.snapshot.SnapshotRow;
import dev.memo.snapshot.SnapshotWriter;
import dev.memo.spi.LeftOut;
import dev.memo.spi.SnapshotException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Saves the results of an engine's methods to a file, and takes them from one. A row is not decoded before its method asks for it,
 * so that it does not matter which classes are loaded by then. Thread-safe: what others change meanwhile is in the file or not.
 */
final class Snapshots {
    /** A row that nobody has asked for since it was loaded so often is carried on, and not any more. */
    static final int LONGEST_OUTLIVED = 7;

    private final HeapTier tier;
    private final Supplier<List<SnapshotForm>> methods;
    private final OpenCaches caches;

    /**
     * Creates what saves and loads.
     *
     * @param methods those that are linked
     */
    Snapshots(HeapTier tier, Supplier<List<SnapshotForm>> methods, OpenCaches caches) {
        this.tier = tier;
        this.methods = methods;
        this.caches = caches;
    }

    /**
     * Writes all results that can be kept beyond the process; what a snapshot has brought and nobody has asked for comes last.
     *
     * @throws SnapshotException if the file cannot be written; what was there stays
     */
    Outcome save(Path file) {
        Outcome outcome = new Outcome();
        try (SnapshotWriter writer = new SnapshotWriter("memo.save", file, Content.RESULTS)) {
            for (Candidate candidate : candidates(outcome)) {
                SnapshotRow row = candidate.saving().row(candidate.entry(), outcome::leftOut);
                if (row != null) {
                    writer.add(row);
                }
            }
            for (SnapshotRow row : tier.shelf().all()) {
                if (row.outlived() <= LONGEST_OUTLIVED) {
                    writer.add(row);
                } else {
                    outcome.leftOut(LeftOut.ENDED);
                }
            }
            outcome.saved(writer.rows(), writer.finish());
        }
        return outcome;
    }

    /** Those most used of each method first, then the next ones: counts of uses cannot be compared between methods. */
    private List<Candidate> candidates(Outcome outcome) {
        List<Candidate> all = new ArrayList<>();
        methods.get().forEach(form -> add(form.region(), form, all, outcome));
        caches.snapshots().forEach(form -> add(form.region(), form, all, outcome));
        all.sort(Comparator.comparingDouble(Candidate::place));
        return all;
    }

    private static void add(Region region, Restored.Form form, List<Candidate> all, Outcome outcome) {
        Saving saving = new Saving(region, form);
        List<Entry> entries = saving.hottestFirst();
        LeftOut reason = entries.isEmpty() ? LeftOut.ENDED : form.leftOut();
        for (int i = 0; i < entries.size(); i++) {
            if (reason == null) {
                all.add(new Candidate(saving, entries.get(i), (double) i / entries.size()));
            } else {
                outcome.leftOut(reason);
            }
        }
    }

    /**
     * Takes all results in that limits have room for.
     *
     * @throws SnapshotException if the file cannot be read as a whole; then nothing has changed
     */
    Outcome load(Path file) {
        Outcome outcome = new Outcome();
        Shelf shelf = tier.shelf();
        Intake intake = new Intake(shelf.room(), shelf.nowMicros(), outcome);
        SnapshotReader.read("memo.load", file, Content.RESULTS, intake::take);
        shelf.putAll(intake.rows);
        outcome.results = intake.rows.size();
        for (SnapshotForm form : methods.get()) {
            Restored restored = Restored.of(form.region());
            if (restored != null) {
                LeftOut reason = form.leftOut();
                outcome.leftOut(
                        reason == null ? LeftOut.NEWER_THERE : reason,
                        reason == null ? restored.forgetPresent() : restored.forgetAll());
                outcome.leftOut(LeftOut.NO_ROOM, restored.keepLimits());
            }
        }
        caches.snapshots().forEach(form -> form.takeIn(shelf, outcome::leftOut));
        outcome.results -= outcome.leftAfter;
        return outcome;
    }

    /** Has a region look for what a snapshot has brought for it, now or later. */
    static void attach(SnapshotForm form) {
        Restored restored = new Restored(form.region(), SnapshotForm.name(form.method()), form);
        restored.attach();
    }

    /** A key that is to be saved. Immutable. */
    private record Candidate(Saving saving, Entry entry, double place) {}

    /** Takes rows while there is room. Confined to one thread. */
    private static final class Intake {
        final List<SnapshotRow> rows = new ArrayList<>();
        private final long now;
        private final Outcome outcome;
        private final long[] room;

        Intake(long[] room, long now, Outcome outcome) {
            this.room = room;
            this.now = now;
            this.outcome = outcome;
        }

        void take(SnapshotRow row) {
            if (row.goneAtMicros() <= now) {
                outcome.leftOutBefore(LeftOut.ENDED);
            } else if (room[0] < row.weight() || room[1] < 1) {
                outcome.leftOutBefore(LeftOut.NO_ROOM);
            } else {
                room[0] -= row.weight();
                room[1]--;
                outcome.bytes += row.value().bytes().length;
                rows.add(row.carried());
            }
        }
    }

    /** What has become of results. Confined to one thread. */
    static final class Outcome {
        private final Map<LeftOut, Long> reasons = new EnumMap<>(LeftOut.class);
        private long results;
        private long bytes;
        private long leftAfter;

        void leftOut(LeftOut reason) {
            leftOut(reason, 1);
        }

        void leftOut(LeftOut reason, int count) {
            leftAfter += count;
            if (count > 0) {
                reasons.merge(reason, (long) count, Long::sum);
            }
        }

        void saved(long rows, long fileBytes) {
            results = rows;
            bytes = fileBytes;
        }

        private void leftOutBefore(LeftOut reason) {
            reasons.merge(reason, 1L, Long::sum);
        }

        long results() {
            return results;
        }

        Map<LeftOut, Long> reasons() {
            return reasons;
        }

        /** Returns how many results there are, how many bytes they take, then a reason and how many, for each reason. */
        Object[] toArray() {
            List<Object> all = new ArrayList<>(List.of(results, bytes));
            reasons.forEach((reason, count) -> {
                all.add(reason.name());
                all.add(count);
            });
            return all.toArray();
        }
    }
}
