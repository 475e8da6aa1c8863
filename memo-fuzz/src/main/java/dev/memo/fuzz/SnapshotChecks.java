// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import dev.memo.snapshot.Content;
import dev.memo.snapshot.SnapshotRow;
import dev.memo.spi.SnapshotException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What must hold of who reads a snapshot, whatever is in it: it is refused by a {@link SnapshotException}, or it is rows that
 * come back the same when they are written and read again. A program that loads them goes on and gives what its methods do, and
 * no object of a class off the list is made. Immutable.
 *
 * @param files reads and writes
 * @param program loads rows and asks for all its results: with true, rows in which all results are its own
 */
record SnapshotChecks(SnapshotFiles files, BiConsumer<List<SnapshotRow>, Boolean> program) {
    private static final Path FILE = Scratch.file("fuzz.memo");
    private static final Path AGAIN = Scratch.file("again.memo");
    private static final int KEYS = 0x80;
    private static final int AUTHENTIC = 4;

    /**
     * Takes the first byte for what the others are: a file, the rows of one, these compressed, or a file without its end; and for
     * whether it is one of results, and what is done with these.
     */
    void check(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        Content content = (input[0] & KEYS) == 0 ? Content.RESULTS : Content.KEYS;
        byte[] file = file(input, SnapshotSeeds.sound(content));
        Files.write(FILE, file);
        List<SnapshotRow> rows;
        try {
            rows = files.read(FILE, content);
        } catch (SnapshotException e) {
            Tally.count(Bytes.isEnded(file), "refused: " + e.kind());
            return;
        }
        Tally.count(true, "read");
        files.write(AGAIN, content, rows);
        requireSame(rows, files.read(AGAIN, content));
        if (content == Content.RESULTS && !rows.isEmpty()) {
            boolean authentic = (input[0] & AUTHENTIC) != 0;
            program.accept(authentic ? SnapshotSeeds.authentic(rows) : SnapshotSeeds.summed(rows), authentic);
            Trap.requireUnsprung();
        }
    }

    private static byte[] file(byte[] input, byte[] sound) {
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        return switch (input[0] & 3) {
            case 0 -> bytes;
            case 1 -> Bytes.snapshot(sound, bytes);
            case 2 -> Bytes.ended(Bytes.behindHeader(sound, bytes));
            default -> Bytes.ended(bytes);
        };
    }

    private static void requireSame(List<SnapshotRow> rows, List<SnapshotRow> again) {
        if (rows.size() != again.size()) {
            throw new Found(rows.size() + " rows, and " + again.size() + " of these");
        }
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).equals(again.get(i))) {
                throw new Found("row " + i + " is another one");
            }
        }
    }
}
