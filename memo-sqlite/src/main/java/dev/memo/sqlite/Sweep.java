// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreLimits;
import dev.memo.spi.StoreSwept;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A step of housekeeping, in one transaction. Stateless. */
final class Sweep {
    private Sweep() {}

    /**
     * Removes what has ended, what is over the limits and what is of no use, then ranks anew what a changed policy concerns.
     */
    static StoreSwept step(Transaction tx, Outdated outdated, int limit) throws SQLException {
        Leases.sweep(tx);
        List<StoreKey> evicted = new ArrayList<>();
        Eviction eviction = new Eviction(tx, evicted, limit);
        eviction.removeEnded();
        eviction.keepLimits(limited(tx));
        boolean stopped = eviction.stopped();
        long removed = stopped ? 0 : outdated.step(tx, limit);
        boolean ranked = stopped || Ranking.step(tx, limit);
        return new StoreSwept(eviction.expired(), removed, evicted, stopped || !ranked || outdated.isMore());
    }

    private static Map<String, Long> limited(Transaction tx) throws SQLException {
        Map<String, Long> found = new LinkedHashMap<>();
        for (Map.Entry<String, StoreLimits> region : tx.regions().limited().entrySet()) {
            long id = tx.find(region.getKey());
            if (id != Regions.UNKNOWN) {
                found.put(region.getKey(), id);
            }
        }
        return found;
    }
}
