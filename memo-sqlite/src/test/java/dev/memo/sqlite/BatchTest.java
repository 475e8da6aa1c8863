// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreLimits;
import dev.memo.spi.StorePolicy;
import dev.memo.spi.StoreRow;
import dev.memo.spi.StoreScan;
import dev.memo.spi.StoreSettings;
import dev.memo.spi.StoreValue;
import dev.memo.spi.StoreWritten;
import dev.memo.testkit.FakeTicker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rows that are inserted many at a time: in two stores the same changes are made, in one of them many by a write, in the
 * other each by its own, and both come to hold the same. Confined to one thread.
 */
class BatchTest {
    private static final int ROUNDS = 60;
    private static final int MOST = 60;
    private static final int KEYS = 150;
    private static final String ORDER = "SELECT key FROM entry JOIN usage ON usage.id = entry.id ORDER BY rank_all";

    @TempDir
    Path folder;

    private final FakeTicker ticker = new FakeTicker();

    @ParameterizedTest
    @EnumSource(StorePolicy.class)
    void manyChangesByOneWriteComeToTheSameAsEachByItsOwn(StorePolicy policy) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (SqliteStore one = open("one", policy);
                SqliteStore other = open("other", policy)) {
            for (int round = 0; round < ROUNDS; round++) {
                List<StoreChange> changes = changes(random);
                List<StoreWritten> alone = new ArrayList<>();
                changes.forEach(change -> alone.add(other.write(List.of(change))));
                assertThat(counts(List.of(one.write(changes))))
                        .as("what came of round %s with seed %s", round, seed)
                        .isEqualTo(counts(alone));
                ticker.advance(Duration.ofSeconds(1));
            }
            assertThat(rows(one)).as("seed %s", seed).isNotEmpty().isEqualTo(rows(other));
            assertThat(one.<List<String>>ask(Upkeep::problems)).isEmpty();
            assertThat(order(one, policy)).as("order with seed %s", seed).isEqualTo(order(other, policy));
        }
    }

    @Test
    void rowsOfOneWriteAreAllThereWhateverTheirNumber() {
        try (SqliteStore store = open("store", StorePolicy.LRU)) {
            long next = 0;
            for (int count = 1; count <= 50; count++) {
                List<StoreChange> changes = new ArrayList<>();
                for (int i = 0; i < count; i++, next++) {
                    changes.add(StoreChange.put(Samples.key("b", next), Samples.value(next)));
                }
                store.write(changes);
            }
            for (long number = 0; number < next; number++) {
                StoreValue found = store.read(Samples.key("b", number));
                assertThat(found != null && Samples.isValueOf(number, found)).isTrue();
            }
        }
    }

    private static String counts(List<StoreWritten> written) {
        long removed = written.stream().mapToLong(StoreWritten::removed).sum();
        long expired = written.stream().mapToLong(StoreWritten::expired).sum();
        long evicted = written.stream().mapToLong(each -> each.evicted().size()).sum();
        return removed + " removed, " + expired + " expired, " + evicted + " evicted";
    }

    private List<StoreChange> changes(Random random) {
        List<StoreChange> changes = new ArrayList<>();
        int count = 1 + random.nextInt(MOST);
        for (int i = 0; i < count; i++) {
            StoreKey key = key(random.nextInt(KEYS));
            int kind = random.nextInt(100);
            if (kind < 85) {
                StoreValue value = Samples.value(random.nextInt(1_000));
                boolean ends = random.nextInt(4) == 0;
                long end = Times.now(ticker) + Duration.ofSeconds(3).toMillis() * 1_000;
                changes.add(StoreChange.put(key, ends ? value.endingAt(end) : value));
            } else if (kind < 97) {
                changes.add(StoreChange.remove(key));
            } else {
                changes.add(StoreChange.touch(key, Times.now(ticker), 1));
            }
        }
        return changes;
    }

    /** Some keys have the digests of others, and some are of another region. */
    private static StoreKey key(int number) {
        StoreKey own = Samples.key(number % 7 == 0 ? "a" : "b", number);
        return number % 10 == 0
                ? new StoreKey(
                        own.region(), Samples.key("b", number / 10 * 10 + 1).digest(), bytes(number))
                : own;
    }

    private static byte[] bytes(int number) {
        return ("colliding " + number).getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> rows(SqliteStore store) {
        List<String> rows = new ArrayList<>();
        store.scan(StoreScan.ALL.withValues(), row -> rows.add(text(row)));
        rows.sort(null);
        return rows;
    }

    private static String text(StoreRow row) {
        return row.key().region() + " " + new String(row.key().bytes(), StandardCharsets.UTF_8) + " "
                + row.value().hashCode() + " " + row.weight() + " " + row.hits() + " " + row.usedAtMicros();
    }

    /** Returns the keys in the order in which they are to be evicted; what goes by chance does so by other numbers. */
    private static List<String> order(SqliteStore store, StorePolicy policy) {
        List<String> order = new ArrayList<>();
        if (policy == StorePolicy.RANDOM) {
            return order;
        }
        return store.ask(sql -> {
            try (ResultSet rows = sql.prepare(ORDER).executeQuery()) {
                while (rows.next()) {
                    order.add(new String(rows.getBytes(1), StandardCharsets.UTF_8));
                }
            }
            return order;
        });
    }

    private SqliteStore open(String name, StorePolicy policy) {
        StoreSettings settings = StoreSettings.at(folder.resolve(name + ".db").toString())
                .ticker(ticker)
                .limits(StoreLimits.NONE.maxEntries(1_000_000).policy(policy));
        return SqliteStore.open(settings);
    }
}
