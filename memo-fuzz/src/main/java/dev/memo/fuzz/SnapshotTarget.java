// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import dev.memo.snapshot.Content;
import dev.memo.snapshot.SnapshotReader;
import dev.memo.snapshot.SnapshotRow;
import dev.memo.snapshot.SnapshotWriter;
import dev.memo.spi.SnapshotException;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads bytes as a snapshot, and as the rows of one: they are refused by a {@link SnapshotException}, or they are rows that come
 * back the same when they are written and read again. Confined to one thread.
 */
public final class SnapshotTarget {
    private static final Path FILE = Scratch.file("fuzz.memo");
    private static final Path AGAIN = Scratch.file("again.memo");
    private static final byte[] RESULTS = sample(Content.RESULTS);
    private static final byte[] KEYS = sample(Content.KEYS);

    private SnapshotTarget() {}

    /** Takes the first byte for what the others are. Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        Content content = input[0] < 0 ? Content.KEYS : Content.RESULTS;
        Files.write(FILE, input[0] % 2 == 0 ? bytes : Bytes.snapshot(sound(content), bytes));
        List<SnapshotRow> rows;
        try {
            rows = read(FILE, content);
        } catch (SnapshotException e) {
            return;
        }
        write(AGAIN, content, rows);
        requireSame(rows, read(AGAIN, content));
    }

    private static List<SnapshotRow> read(Path file, Content content) {
        List<SnapshotRow> rows = new ArrayList<>();
        SnapshotReader.read("memo.load", file, content, rows::add);
        return rows;
    }

    private static void write(Path file, Content content, List<SnapshotRow> rows) {
        try (SnapshotWriter writer = new SnapshotWriter("memo.save", file, content)) {
            rows.forEach(writer::add);
            long unused = writer.finish();
        }
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

    private static byte[] sound(Content content) {
        return content == Content.KEYS ? KEYS : RESULTS;
    }

    private static byte[] sample(Content content) {
        List<SnapshotRow> rows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            byte[] text = ("some bytes, " + i).getBytes(StandardCharsets.UTF_8);
            rows.add(new SnapshotRow(
                    new StoreKey("Words.word(" + i % 2 + ")", Arrays.copyOf(text, 16), text),
                    new StoreValue(text, new byte[0], 1_000, i, 9_000_000, StoreValue.NEVER, i),
                    i,
                    List.of("words", "tag " + i).subList(0, i)));
        }
        write(AGAIN, content, rows);
        try {
            return Files.readAllBytes(AGAIN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what to begin with: whole files, and their rows. */
    static List<byte[]> seeds() {
        return List.of(
                Bytes.behind(0, RESULTS),
                Bytes.behind(1, Bytes.rows(RESULTS)),
                Bytes.behind(-2, KEYS),
                Bytes.behind(-1, Bytes.rows(KEYS)));
    }
}
