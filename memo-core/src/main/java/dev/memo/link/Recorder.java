// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.region.Entry;
import dev.memo.region.Saving;
import dev.memo.snapshot.Content;
import dev.memo.snapshot.SnapshotReader;
import dev.memo.snapshot.SnapshotRow;
import dev.memo.snapshot.SnapshotWriter;
import dev.memo.spi.LeftOut;
import dev.memo.spi.SnapshotException;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Records the arguments that an engine's static methods are called with most, in place of the results, and has them called with
 * these by a {@link WarmUp}. Thread-safe.
 */
final class Recorder {
    private static final byte[] NO_DIGEST = new byte[StoreKey.MIN_DIGEST];

    private final Supplier<List<SnapshotForm>> methods;
    private final WarmUp warmUp;

    Recorder(Supplier<List<SnapshotForm>> methods, WarmUp warmUp) {
        this.methods = methods;
        this.warmUp = warmUp;
    }

    /**
     * Writes the arguments of the most used results, then those of recorded calls that were not begun.
     *
     * @param most how many of them at most
     * @throws SnapshotException if the file cannot be written; what was there stays
     */
    Snapshots.Outcome save(Path file, long most) {
        Snapshots.Outcome outcome = new Snapshots.Outcome();
        try (SnapshotWriter writer = new SnapshotWriter("memo.saveKeys", file, Content.KEYS)) {
            Set<StoreKey> written = new HashSet<>();
            for (Used used : mostUsed(outcome)) {
                byte[] arguments =
                        writer.rows() < most ? used.calls().encode(used.entry().parts()) : null;
                if (arguments != null && arguments.length <= StoreKey.MAX_BYTES) {
                    SnapshotRow row = row(used.method(), arguments, 0);
                    written.add(row.key());
                    writer.add(row);
                } else {
                    outcome.leftOut(writer.rows() < most ? LeftOut.NOT_ENCODABLE : LeftOut.NO_ROOM);
                }
            }
            carry(writer, most, written, outcome);
            outcome.saved(writer.rows(), writer.finish());
        }
        return outcome;
    }

    /** Writes what an earlier process has recorded and this one has not come to: its methods were not called, perhaps. */
    private void carry(SnapshotWriter writer, long most, Set<StoreKey> written, Snapshots.Outcome outcome) {
        for (WarmUp.Recorded call : warmUp.unmade()) {
            SnapshotRow row = row(call.method(), call.arguments(), call.outlived());
            if (!written.add(row.key())) {
                continue; // used in this process too
            }
            if (call.outlived() > Snapshots.LONGEST_OUTLIVED) {
                outcome.leftOut(LeftOut.ENDED);
            } else if (writer.rows() < most) {
                writer.add(row);
            } else {
                outcome.leftOut(LeftOut.NO_ROOM);
            }
        }
    }

    /**
     * Has recorded calls made, in the background.
     *
     * @throws SnapshotException if the file cannot be read as a whole; then nothing has changed
     */
    long replay(Path file, int perSecond) {
        List<WarmUp.Recorded> calls = new ArrayList<>();
        SnapshotReader.read("memo.warmUp", file, Content.KEYS, row -> calls.add(recorded(row)));
        long taken = warmUp.take(calls, perSecond);
        methods.get().forEach(warmUp::linked);
        return taken;
    }

    private List<Used> mostUsed(Snapshots.Outcome outcome) {
        List<Used> all = new ArrayList<>();
        for (SnapshotForm form : methods.get()) {
            List<Entry> entries = new Saving(form.region(), form).hottestFirst();
            CallForm calls = entries.isEmpty() ? null : form.calls();
            for (int i = 0; i < entries.size(); i++) {
                if (calls == null) {
                    outcome.leftOut(LeftOut.NEEDS_MORE);
                } else {
                    all.add(new Used(
                            SnapshotForm.name(form.method()), calls, entries.get(i), (double) i / entries.size()));
                }
            }
        }
        all.sort(Comparator.comparingDouble(Used::place));
        return all;
    }

    private static SnapshotRow row(String method, byte[] arguments, int outlived) {
        return new SnapshotRow(new StoreKey(method, NO_DIGEST, arguments), StoreValue.of(new byte[0], 0), outlived);
    }

    private static WarmUp.Recorded recorded(SnapshotRow row) {
        return new WarmUp.Recorded(
                row.key().region(), row.key().bytes(), row.carried().outlived());
    }

    /** A key that is used. Immutable. */
    private record Used(String method, CallForm calls, Entry entry, double place) {}
}
