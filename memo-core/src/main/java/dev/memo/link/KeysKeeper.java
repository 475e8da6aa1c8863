// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.spi.SnapshotException;
import dev.memo.spi.SnapshotException.Kind;
import java.lang.System.Logger.Level;
import java.nio.file.Path;

/**
 * Has the calls made at a runtime's start that were recorded at the last end, and records them at its end. Trouble is told and
 * costs the record, nothing else. Confined to one thread at a time.
 */
final class KeysKeeper {
    /** How many are recorded, the most used ones. */
    private static final int MOST = 10_000;

    private final Recorder recorder;
    private final Path file;

    /** Whether what is there is left alone, as it is somebody else's. */
    private boolean foreign;

    KeysKeeper(Recorder recorder, String file) {
        this.recorder = recorder;
        this.file = Path.of(file).toAbsolutePath();
    }

    void load(int perSecond) {
        try {
            long unused = recorder.replay(file, perSecond);
        } catch (SnapshotException e) {
            foreign = e.kind() == Kind.NOT_A_SNAPSHOT || e.kind() == Kind.NEWER_FORMAT;
            if (e.kind() != Kind.MISSING) {
                say(e.getMessage() + " The runtime starts cold" + (foreign ? ", and records nothing." : "."));
            }
        }
    }

    void save() {
        try {
            if (!foreign) {
                Snapshots.Outcome unused = recorder.save(file, MOST);
            }
        } catch (SnapshotException e) {
            say(String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) { // as at an exit, when parts of the application are gone
            say("Keys " + file + ": those of the most used results were not recorded, found " + e
                    + ". The next start is as warm as this one was.");
        }
    }

    private static void say(String what) {
        System.getLogger("dev.memo").log(Level.WARNING, what);
    }
}
