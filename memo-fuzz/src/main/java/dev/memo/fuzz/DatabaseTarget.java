// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import dev.memo.spi.StoreRow;
import dev.memo.spi.StoreScan;
import dev.memo.spi.Ticker;
import dev.memo.sqlite.Upkeep;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Takes bytes for what was done to a store's file: written over it or over its log, put in its place, set in its columns, or, where
 * results are not encrypted, made a sound frame of; and makes {@link DatabaseChecks} of what comes of it. Confined to one thread.
 */
public final class DatabaseTarget {
    private static final int KINDS = 5;
    private static final int SHORTEST_PATCH = 4;
    private static final int FORMAT_AT = 60;

    private static final Path FILE = Scratch.file("fuzz.db");
    private static final Stored SOUND = Stored.make(FILE, true);
    private static final Path OPEN_FILE = Scratch.file("open.db");
    private static final Stored OPEN = Stored.make(OPEN_FILE, false);
    private static final List<StoreRow> ROWS = rows();

    private static final DatabaseChecks SEALED_CHECKS =
            new DatabaseChecks(file -> count(Stored.use(file, true, "")), DatabaseTarget::lookAfter);
    private static final DatabaseChecks OPEN_CHECKS =
            new DatabaseChecks(file -> count(Stored.use(file, false, "")), DatabaseTarget::lookAfter);

    static {
        Silence.keep();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> Stored.failed(e));
    }

    private DatabaseTarget() {}

    /** Takes the first byte for what is done with the others. Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        Scratch.clear(FILE);
        ByteBuffer bytes = ByteBuffer.wrap(input, 1, input.length - 1).slice();
        int kind = Math.floorMod(input[0], KINDS);
        switch (kind) {
            case 0 -> Files.write(FILE, patched(SOUND.database(), bytes));
            case 1 -> {
                Files.write(FILE, SOUND.databaseWithLog());
                Files.write(FILE.resolveSibling("fuzz.db-wal"), patched(SOUND.log(), bytes));
            }
            case 2 -> Files.write(FILE, Arrays.copyOfRange(input, 1, input.length));
            case 3 -> {
                Files.write(FILE, SOUND.database());
                Columns.set(FILE, bytes);
            }
            default -> {
                Files.write(FILE, OPEN.database());
                setFrame(bytes);
            }
        }
        (kind == KINDS - 1 ? OPEN_CHECKS : SEALED_CHECKS).check(FILE);
    }

    /** Called by Jazzer, at the end. */
    public static void fuzzerTearDown() {
        Tally.print();
    }

    private static void count(long hits) {
        Tally.count(hits > 0, hits == Program.RESULTS ? "all results found" : hits > 0 ? "some found" : "none found");
    }

    private static List<StoreRow> rows() {
        List<StoreRow> rows = new ArrayList<>();
        try (Upkeep upkeep = Upkeep.open(OPEN_FILE, Ticker.system())) {
            long unused = upkeep.scan(StoreScan.ALL.withValues(), rows::add);
        }
        rows.removeIf(row -> !Bytes.isFrame(row.value().bytes())); // what tags stand at
        rows.sort(Comparator.comparing(row -> row.key().region()));
        return rows;
    }

    /** Gives a row a frame that is sound on the outside: a byte for the row, then flags, length and payload. */
    private static void setFrame(ByteBuffer bytes) {
        StoreRow row = ROWS.get(bytes.hasRemaining() ? Math.floorMod(bytes.get(), ROWS.size()) : 0);
        Columns.setValue(FILE, row.key(), Bytes.fitted(row.value().bytes(), bytes, row.key()));
    }

    /** Returns the bytes with others at some places: three bytes for the place, one for how many. */
    private static byte[] patched(byte[] sound, ByteBuffer patches) {
        byte[] bytes = sound.clone();
        while (patches.remaining() > SHORTEST_PATCH) {
            int at = ((patches.getShort() & 0xFFFF) << Byte.SIZE | (patches.get() & 0xFF)) % bytes.length;
            int length = Math.min(patches.get() & 0xFF, Math.min(bytes.length - at, patches.remaining()));
            patches.get(bytes, at, length);
        }
        return bytes;
    }

    /** Does what the command does. */
    private static void lookAfter(Path file) {
        try (Upkeep upkeep = Upkeep.open(file, Ticker.system())) {
            List<String> unused = upkeep.verify(() -> {});
            int unusedRegions = upkeep.regions().size();
            long unusedNumber = upkeep.entries() + upkeep.prune(removed -> {});
            unusedNumber = upkeep.scan(StoreScan.ALL.withValues(), row -> true);
            unusedNumber = upkeep.vacuum(() -> {});
        }
    }

    /** Returns what to begin with, few as each takes a program's start: patches, a file that is none, values of each kind. */
    static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(patch(0, 20, "\u0001patch"));
        seeds.add(patch(0, 4_101, "\u0001patch"));
        seeds.add(patch(1, 40, "\u0001patch"));
        seeds.add(Bytes.behind(2, "somebody's diary".getBytes(StandardCharsets.UTF_8)));
        seeds.add(Bytes.behind(2, Arrays.copyOf(SOUND.database(), 4_000)));
        for (int column = 0; column < Columns.NUMBER; column += 3) {
            seeds.add(Bytes.behind(3, new byte[] {(byte) column, 0, (byte) column, 3, 1, 2, 3, 4, 5, 6, 7}));
        }
        addFormats(seeds);
        for (int i = 0; i < ROWS.size(); i += 2) {
            byte[] content = Bytes.unfitted(ROWS.get(i).value().bytes());
            seeds.add(Bytes.behind(4, Bytes.behind(i, content)));
        }
        seeds.add(Bytes.behind(4, Bytes.behind(0, Bytes.unfitted(FrameSeeds.plain(Trap.unsprung())))));
        Trap.disarm();
        return seeds;
    }

    /** The format is in SQLite's header, as its user's version. */
    private static void addFormats(List<byte[]> seeds) {
        for (int format : new int[] {0, 1, 3}) {
            seeds.add(patch(0, FORMAT_AT, new String(new char[] {0, 0, 0, (char) format})));
        }
    }

    private static byte[] patch(int kind, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer patch = ByteBuffer.allocate(bytes.length + 5).put((byte) kind);
        patch.put((byte) (at >> 16))
                .putShort((short) at)
                .put((byte) bytes.length)
                .put(bytes);
        return patch.array();
    }
}
