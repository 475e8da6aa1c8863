// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.store;

import dev.memo.spi.Store;
import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreSettings;
import dev.memo.spi.StoreValue;
import dev.memo.sqlite.SqliteStoreProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Keys and values of a kilobyte, from seeds. All values differ: SQLite does not write a page again that has not changed.
 * Confined to one thread.
 */
final class Rows {
    static final int BYTES = 1_024;
    static final int BATCH = 1_000;

    private static final int DIGEST = 16;
    private static final long FAR = StoreValue.NEVER - 1;

    private final SplittableRandom random = new SplittableRandom(1);

    static Store open(Path file) {
        return new SqliteStoreProvider().open(StoreSettings.at(file.toString()));
    }

    /** Returns the key of a number, the same one each time: a digest, and the whole key of a method's call. */
    static StoreKey key(long number) {
        byte[] digest = new byte[DIGEST];
        new SplittableRandom(number).nextBytes(digest);
        byte[] key = ("shop.Prices.price(long) " + number).getBytes(StandardCharsets.UTF_8);
        return new StoreKey("shop.Prices.price(long)", digest, key);
    }

    byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Returns a value with an end, as one with a ttl has. */
    StoreValue value() {
        return StoreValue.of(bytes(), 1).endingAt(FAR);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Puts the rows of these numbers. */
    void fill(Store store, long from, long to) {
        for (long first = from; first < to; first += BATCH) {
            List<StoreChange> changes = new ArrayList<>(BATCH);
            for (long number = first; number < Math.min(to, first + BATCH); number++) {
                changes.add(StoreChange.put(key(number), value()));
            }
            store.write(changes);
        }
    }

    /** Makes a folder on the disk that is measured, and removes it when the JVM ends. */
    static Path folder() throws IOException {
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("user.dir"), "memo-bench/target"), "store-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "memo-bench-remove"));
        return folder;
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            System.err.println(folder + " is left behind: " + e);
        }
    }

    static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError("What was put is not there.");
        }
    }
}
