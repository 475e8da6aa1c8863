// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreLimits;
import dev.memo.spi.StorePolicy;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The numbers and the limits of regions, as this process knows them. A region keeps its number for as long as the file
 * lives, so what is known stays true whatever other processes do. Thread-safe.
 */
final class Regions {
    /** No region has this number. */
    static final long UNKNOWN = -1;

    private static final String FIND = "SELECT id FROM region WHERE name = ?";
    private static final String ADD = "INSERT INTO region (name, entries, bytes, policy) VALUES (?, 0, 0, ?)";

    private final StoreLimits whole;
    private final Map<String, StoreLimits> limits;
    private final Map<String, Long> ids = new ConcurrentHashMap<>();

    Regions(StoreLimits whole, Map<String, StoreLimits> limits) {
        this.whole = whole;
        this.limits = new ConcurrentHashMap<>(limits);
    }

    /** Returns the limits of all regions together. */
    StoreLimits whole() {
        return whole;
    }

    /** Returns a region's own limits. */
    StoreLimits limits(String name) {
        return limits.getOrDefault(name, StoreLimits.NONE);
    }

    /** Returns the limits of all regions that have some. */
    Map<String, StoreLimits> limited() {
        return limits;
    }

    void limit(String name, StoreLimits own) {
        limits.put(name, own);
    }

    StorePolicy policy(String name) {
        return limits(name).policy();
    }

    /** Returns a region's number, or {@link #UNKNOWN} if the file does not know it. */
    long find(Sql sql, String name) throws SQLException {
        Long known = ids.get(name);
        if (known != null) {
            return known;
        }
        long found = sql.number(FIND, UNKNOWN, name);
        if (found != UNKNOWN) {
            ids.put(name, found);
        }
        return found;
    }

    /** Returns the same without keeping it, as it may come from a transaction that has not ended. */
    long peek(Sql sql, String name) throws SQLException {
        Long known = ids.get(name);
        return known == null ? sql.number(FIND, UNKNOWN, name) : known;
    }

    /** Returns a region's number, a new one if need be, which is to be kept by {@link #learn} once it is committed. */
    long findOrAdd(Sql sql, String name) throws SQLException {
        long found = peek(sql, name);
        if (found == UNKNOWN) {
            sql.update(ADD, name, policy(name).name());
            found = peek(sql, name);
        }
        return found;
    }

    /** Keeps a number that has been committed. */
    void learn(String name, long id) {
        ids.put(name, id);
    }
}
