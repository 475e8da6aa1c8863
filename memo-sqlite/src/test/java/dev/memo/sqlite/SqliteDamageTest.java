// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreException;
import dev.memo.spi.StoreException.Kind;
import dev.memo.spi.StoreScan;
import dev.memo.spi.StoreSettings;
import dev.memo.spi.StoreValue;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that were torn or written over while nobody used them. SQLite has no checksums, so bytes within a value may be wrong,
 * which is for the frame around it to find; all else is a miss or a {@link StoreException}. Confined to one thread.
 */
class SqliteDamageTest {
    private static final int ROWS = 600;
    private static final int ROUNDS = Integer.getInteger("memo.damages", 60);

    @TempDir
    private Path folder;

    @Test
    void damagedFileIsMovedAsideAtMostAndANewOneBegun() throws IOException {
        Path sound = folder.resolve("sound.db");
        fill(sound);
        long seed = Long.getLong("memo.seed", 20_261_127);
        Set<Kind> seen = EnumSet.noneOf(Kind.class);
        for (int round = 0; round < ROUNDS; round++) {
            Path file = folder.resolve("round-" + round + ".db");
            Files.copy(sound, file);
            damage(file, new Random(seed + round));

            boolean sawDamage = use(file, "seed " + seed + ", round " + round, seen);

            try (Stream<Path> files = Files.list(folder)) {
                boolean aside =
                        files.anyMatch(each -> each.getFileName().toString().matches("round-\\d+\\.db\\.corrupt-\\d+"));
                assertThat(aside).as("seed %d, round %d", seed, round).isEqualTo(sawDamage);
            }
            deleteRounds();
        }
        assertThat(seen).as("the damage is worth the name").contains(Kind.CORRUPT);
    }

    /** Uses a file for all that a store does, and again where it was moved aside; returns whether it was. */
    private static boolean use(Path file, String what, Set<Kind> seen) {
        boolean aside = false;
        for (int opened = 0; opened < 3; opened++) {
            try (SqliteStore store = SqliteStore.open(StoreSettings.at(file.toString()))) {
                readAll(store, what);
                store.write(List.of(StoreChange.put(Samples.key("new", 1), Samples.value(1))));
                store.sweep(1_000);
                store.scan(StoreScan.ALL.withValues(), row -> true);
                store.regions();
                store.write(List.of(StoreChange.removeAll()));
                return aside;
            } catch (StoreException e) {
                assertThat(e.kind())
                        .as(what + ": " + e)
                        .isIn(Kind.CORRUPT, Kind.NOT_A_STORE, Kind.UNREACHABLE, Kind.NEWER_FORMAT);
                seen.add(e.kind());
                aside |= e.kind() == Kind.CORRUPT;
                if (e.kind() != Kind.CORRUPT) {
                    return aside;
                }
            }
        }
        throw new AssertionError(what + ": the new file is damaged too");
    }

    private static void readAll(SqliteStore store, String what) {
        for (int i = 0; i < ROWS; i++) {
            StoreValue value = store.read(Samples.key("r" + i % 3, i));
            if (value != null) {
                assertThat(value.bytes().length)
                        .as(what)
                        .isEqualTo(Samples.value(i).bytes().length);
            }
        }
    }

    private static void damage(Path file, Random random) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long length = bytes.length();
            if (random.nextInt(3) == 0) {
                bytes.setLength((long) (length * random.nextDouble()));
                return;
            }
            for (int i = random.nextInt(8); i >= 0; i--) {
                byte[] junk = new byte[1 + random.nextInt(4_096)];
                random.nextBytes(junk);
                bytes.seek((long) ((length - junk.length) * random.nextDouble()));
                bytes.write(junk);
            }
        }
    }

    private static void fill(Path file) {
        try (SqliteStore store = SqliteStore.open(StoreSettings.at(file.toString()))) {
            List<StoreChange> changes = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                changes.add(StoreChange.put(Samples.key("r" + i % 3, i), Samples.value(i)));
            }
            store.write(changes);
        }
    }

    private void deleteRounds() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.filter(file -> file.getFileName().toString().startsWith("round-"))
                    .toList()) {
                Files.delete(each);
            }
        }
    }
}
