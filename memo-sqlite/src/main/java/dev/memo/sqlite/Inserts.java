// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StorePolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Inserts rows within a transaction, many by one statement: each statement costs as much as a row of a kilobyte. Whether a
 * place is taken is found by trying. Confined to one thread.
 */
final class Inserts {
    private static final int MOST = 16;

    private static final String ENTRY = "INSERT OR IGNORE INTO entry (id, region, digest, key, life, value) VALUES ";
    private static final String ENTRY_ROW = "(?, ?, ?, ?, ?, ?)";
    private static final String USAGE = """
            INSERT INTO usage (id, created, used, region, weight, gone_at, used_at, hits, rank, rank_all)
            VALUES\s""";
    private static final int USAGE_PARAMETERS = 7;
    private static final String MADE = "SELECT id FROM entry WHERE id >= ? AND id <= ?";

    private static final Texts ONE = Texts.of(1);
    private static final Texts MANY = Texts.of(MOST);

    private final Transaction tx;
    private final List<Fresh> waiting = new ArrayList<>(MOST);

    Inserts(Transaction tx) {
        this.tx = tx;
    }

    /** Adds one that is to be inserted with others; returns whether it is time to. */
    boolean add(Fresh fresh) {
        waiting.add(fresh);
        return waiting.size() == MOST;
    }

    /** Inserts those that were added, and returns those whose places are taken, in their order. */
    List<Fresh> make() throws SQLException {
        List<Fresh> taken = new ArrayList<>();
        if (waiting.size() == MOST) {
            taken.addAll(make(MANY, waiting));
        } else {
            for (Fresh fresh : waiting) {
                taken.addAll(make(ONE, List.of(fresh)));
            }
        }
        waiting.clear();
        return taken;
    }

    /** Inserts one whose place is free. */
    void make(Fresh fresh) throws SQLException {
        List<Fresh> unused = make(ONE, List.of(fresh));
    }

    private List<Fresh> make(Texts texts, List<Fresh> all) throws SQLException {
        Object[] entries = new Object[all.size() * 6];
        int next = 0;
        for (Fresh fresh : all) {
            entries[next++] = fresh.stamp();
            entries[next++] = fresh.region();
            entries[next++] = fresh.key().digest();
            entries[next++] = fresh.key().bytes();
            entries[next++] = Life.of(fresh.value());
            entries[next++] = fresh.value().bytes();
        }
        int made = tx.sql().update(texts.entries, entries);
        if (made == all.size()) {
            use(texts, all);
            return List.of();
        }
        return made == 0 ? List.copyOf(all) : useMade(all);
    }

    /** Goes on with those that were inserted, and returns the others. */
    private List<Fresh> useMade(List<Fresh> all) throws SQLException {
        Set<Long> made = new HashSet<>();
        try (ResultSet found = tx.sql()
                .bind(MADE, all.get(0).stamp(), all.get(all.size() - 1).stamp())
                .executeQuery()) {
            while (found.next()) {
                made.add(found.getLong(1));
            }
        }
        List<Fresh> taken = new ArrayList<>();
        for (Fresh fresh : all) {
            if (made.contains(fresh.stamp())) {
                use(ONE, List.of(fresh));
            } else {
                taken.add(fresh);
            }
        }
        return taken;
    }

    private void use(Texts texts, List<Fresh> all) throws SQLException {
        Object[] usages = new Object[all.size() * USAGE_PARAMETERS];
        int next = 0;
        for (Fresh fresh : all) {
            long stamp = fresh.stamp();
            StorePolicy own = tx.regions().policy(fresh.key().region());
            usages[next++] = stamp;
            usages[next++] = fresh.region();
            usages[next++] = fresh.weight();
            usages[next++] = Times.kept(fresh.value().goneAtMicros(tx.now()));
            usages[next++] = tx.now();
            usages[next++] = own.rank(stamp, stamp, 0);
            usages[next++] = tx.regions().whole().policy().rank(stamp, stamp, 0);
            tx.isNew(stamp);
            tx.count(fresh.region(), 1, fresh.weight());
        }
        tx.sql().update(texts.usages, usages);
    }

    /** The statements for a number of rows. Immutable. */
    private record Texts(String entries, String usages) {
        static Texts of(int rows) {
            List<String> usages = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                int from = row * USAGE_PARAMETERS;
                // id, created and used are one number, and there are no hits yet
                usages.add("(?%1$d, ?%1$d, ?%1$d, ?%2$d, ?%3$d, ?%4$d, ?%5$d, 0, ?%6$d, ?%7$d)"
                        .formatted(from + 1, from + 2, from + 3, from + 4, from + 5, from + 6, from + 7));
            }
            return new Texts(
                    ENTRY + String.join(", ", Collections.nCopies(rows, ENTRY_ROW)), USAGE + String.join(", ", usages));
        }
    }
}
