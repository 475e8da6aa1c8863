// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import dev.memo.Memo;
import dev.memo.snapshot.Content;
import dev.memo.snapshot.SnapshotRow;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link SnapshotTarget} begins with: what {@link Program} has saved, with tags and the outcomes of later, and a list of keys;
 * in all formats, as files and as what these are made of. The same each time: times are set. Stateless.
 */
final class SnapshotSeeds {
    private static final int FORMAT_AT = 9;
    private static final Path FILE = Scratch.file("seed.memo");
    private static final SnapshotFiles FILES = new SnapshotFiles.Memos();
    private static final List<SnapshotRow> ROWS = saved();
    private static final Map<StoreKey, SnapshotRow> BY_KEY = byKey();
    private static final byte[] RESULTS = whole(Content.RESULTS, ROWS);
    private static final byte[] KEYS = whole(Content.KEYS, keys());

    private SnapshotSeeds() {}

    private static List<SnapshotRow> saved() {
        Memo memo = Memo.create();
        Program.held(memo, "").ask(true);
        long saved = memo.save(FILE).results();
        if (saved != Program.RESULTS) {
            throw new Found("only " + saved + " results were saved");
        }
        List<SnapshotRow> rows = new ArrayList<>();
        for (SnapshotRow row : FILES.read(FILE, Content.RESULTS)) {
            long never = StoreValue.NEVER;
            byte[] frame = row.value().bytes();
            StoreValue value = new StoreValue(frame, new byte[0], 1_000, 2_000, never, never, 3_000);
            rows.add(new SnapshotRow(row.key(), value, 1, row.tags()));
        }
        rows.sort(Comparator.comparing((SnapshotRow row) -> row.key().region())
                .thenComparing(row -> Arrays.toString(row.key().digest())));
        return rows;
    }

    private static Map<StoreKey, SnapshotRow> byKey() {
        Map<StoreKey, SnapshotRow> rows = new HashMap<>();
        ROWS.forEach(row -> rows.put(row.key(), row));
        return rows;
    }

    private static List<SnapshotRow> keys() {
        List<SnapshotRow> rows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            byte[] text = ("some bytes, " + i).getBytes(StandardCharsets.UTF_8);
            StoreValue value = new StoreValue(text, new byte[0], 1_000, i, 9_000_000, StoreValue.NEVER, i);
            List<String> tags = List.of("words", "tag " + i).subList(0, i);
            rows.add(new SnapshotRow(
                    new StoreKey("Words.word(" + i % 2 + ")", Arrays.copyOf(text, 16), text), value, i, tags));
        }
        return rows;
    }

    private static byte[] whole(Content content, List<SnapshotRow> rows) {
        try {
            FILES.write(FILE, content, rows);
            return Files.readAllBytes(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] sound(Content content) {
        return content == Content.KEYS ? KEYS : RESULTS;
    }

    /** Returns those rows whose keys are the program's, with its own results in them: times, tags and order stay. */
    static List<SnapshotRow> authentic(List<SnapshotRow> rows) {
        List<SnapshotRow> authentic = new ArrayList<>();
        for (SnapshotRow row : rows) {
            SnapshotRow own = BY_KEY.get(row.key());
            if (own != null) {
                authentic.add(withFrame(row, own.value().bytes()));
            }
        }
        return authentic;
    }

    /** Returns the rows with frames whose checksums are right. */
    static List<SnapshotRow> summed(List<SnapshotRow> rows) {
        return rows.stream()
                .map(row -> withFrame(row, Bytes.summed(row.value().bytes(), row.key())))
                .toList();
    }

    private static SnapshotRow withFrame(SnapshotRow row, byte[] frame) {
        StoreValue old = row.value();
        StoreValue value = new StoreValue(
                frame,
                old.fingerprint(),
                old.writtenAtMicros(),
                old.staleAtMicros(),
                old.endsAtMicros(),
                old.idleMicros(),
                old.loadNanos());
        return new SnapshotRow(row.key(), value, row.outlived(), row.tags());
    }

    static List<byte[]> all() {
        List<byte[]> seeds = new ArrayList<>();
        for (int kind = 0; kind < 256; kind += 128) {
            byte[] file = kind == 0 ? RESULTS : KEYS;
            seeds.add(Bytes.behind(kind, file));
            seeds.add(Bytes.behind(kind + 1, Bytes.rows(file)));
            seeds.add(Bytes.behind(kind + 2, Bytes.withoutHeader(Bytes.unended(file))));
        }
        seeds.add(Bytes.behind(4 + 1, Bytes.rows(RESULTS)));
        for (int format = 1; format < 4; format++) {
            byte[] other = Bytes.unended(RESULTS);
            other[FORMAT_AT] = (byte) format;
            seeds.add(Bytes.behind(3, other));
        }
        seeds.add(Bytes.behind(1, Bytes.rows(whole(Content.RESULTS, trapped()))));
        return seeds;
    }

    /** An enemy's: each result is an object of a class off the list. */
    private static List<SnapshotRow> trapped() {
        Trap trap = Trap.unsprung();
        List<SnapshotRow> rows = new ArrayList<>();
        for (SnapshotRow row : ROWS) {
            byte[] content = Bytes.unfitted(FrameSeeds.plain(trap));
            rows.add(withFrame(row, Bytes.fitted(row.value().bytes(), ByteBuffer.wrap(content), row.key())));
        }
        Trap.disarm();
        return rows;
    }
}
