// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import dev.memo.spi.StoreException;
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
import java.util.List;

/**
 * Takes bytes for what was done to a store's file: written over it or over its log, put in its place, or set in its columns. All
 * calls go on, and give what they gave before; the command then says what is wrong, or mends it. Confined to one thread.
 */
public final class DatabaseTarget {
    private static final int KINDS = 4;
    private static final int SHORTEST_PATCH = 4;

    private static final Path FILE = Scratch.file("fuzz.db");
    private static final Stored SOUND = Stored.make(FILE);

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
        switch (Math.floorMod(input[0], KINDS)) {
            case 0 -> Files.write(FILE, patched(SOUND.database(), bytes));
            case 1 -> {
                Files.write(FILE, SOUND.databaseWithLog());
                Files.write(FILE.resolveSibling("fuzz.db-wal"), patched(SOUND.log(), bytes));
            }
            case 2 -> Files.write(FILE, Arrays.copyOfRange(input, 1, input.length));
            default -> {
                Files.write(FILE, SOUND.database());
                Columns.set(FILE, bytes);
            }
        }
        long unused = Stored.use(FILE);
        lookAfter();
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

    /** Does what the command does, which may refuse it. */
    private static void lookAfter() {
        try (Upkeep upkeep = Upkeep.open(FILE, Ticker.system())) {
            List<String> unused = upkeep.verify(() -> {});
            int unusedRegions = upkeep.regions().size();
            long unusedNumber = upkeep.entries() + upkeep.prune(removed -> {});
            unusedNumber = upkeep.scan(StoreScan.ALL.withValues(), row -> true);
            unusedNumber = upkeep.vacuum(() -> {});
        } catch (StoreException e) {
            return; // said so
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
        return seeds;
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
