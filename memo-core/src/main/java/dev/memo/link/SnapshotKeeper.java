// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.region.Shelf;
import dev.memo.snapshot.Content;
import dev.memo.snapshot.SnapshotFiles;
import dev.memo.snapshot.SnapshotWriter;
import dev.memo.spi.SnapshotException;
import dev.memo.spi.SnapshotException.Kind;
import dev.memo.spi.Ticker;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;

/**
 * Loads a runtime's snapshot at its start and saves one at its end. Trouble is told and costs the snapshot, nothing else.
 *
 * <p>Before the first invalidation, what was loaded is replaced by a snapshot without results: else a process that ends by a
 * crash, and so saves nothing, would leave a file with results that it had invalidated. Confined to one thread at a time.
 */
final class SnapshotKeeper {
    private final Snapshots snapshots;
    private final Shelf shelf;
    private final SnapshotFiles files;
    private final Ticker ticker;

    /** Whether what is there is left alone, as it is somebody else's. */
    private boolean foreign;

    SnapshotKeeper(Snapshots snapshots, Shelf shelf, String file, Ticker ticker) {
        this.snapshots = snapshots;
        this.shelf = shelf;
        this.files = new SnapshotFiles(file);
        this.ticker = ticker;
    }

    /** Loads the newest file, if there is one. */
    void load() {
        try {
            Snapshots.Outcome unused = snapshots.load(files.newest());
            shelf.whenInvalidated(this::empty);
        } catch (SnapshotException e) {
            foreign = e.kind() == Kind.NOT_A_SNAPSHOT || e.kind() == Kind.NEWER_FORMAT;
            if (e.kind() != Kind.MISSING) {
                say(e.getMessage() + " The runtime starts without" + (foreign ? ", and saves none." : "."));
            }
        } catch (IOException | RuntimeException e) {
            say(files + ": it cannot be looked for, found " + e + ". The runtime starts without.");
        }
    }

    /** Saves a file, and drops the oldest. */
    void save() {
        if (foreign) {
            return;
        }
        shelf.whenInvalidated(null);
        try {
            Snapshots.Outcome unused = snapshots.save(files.next(ticker.now()));
            files.prune();
        } catch (SnapshotException e) {
            say(String.valueOf(e.getMessage()));
        } catch (IOException
                | RuntimeException
                | LinkageError e) { // as at an exit, when parts of the application are gone
            say(files + ": it was not saved, or older ones are still there, found " + e + ". Look at the folder.");
        }
    }

    private void empty() {
        Path file = files.next(ticker.now());
        try (SnapshotWriter writer = new SnapshotWriter("memo.save", file, Content.RESULTS)) {
            long unused = writer.finish();
        } catch (RuntimeException e) {
            say(files + ": results that are invalidated now are still there, found " + e
                    + ". Delete it, lest the next start serves them if this process crashes.");
        }
    }

    private static void say(String what) {
        System.getLogger("dev.memo").log(Level.WARNING, what);
    }
}
