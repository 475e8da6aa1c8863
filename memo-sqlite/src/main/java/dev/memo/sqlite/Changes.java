// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreWritten;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes changes, one after another, within one transaction. Confined to one thread. */
final class Changes {
    private final Transaction tx;
    private final Rows rows;
    private final Inserts inserts;

    /** Whether there were any leases when this began; no other process can take one meanwhile. */
    private final boolean leases;

    private final List<StoreKey> evicted = new ArrayList<>();
    private final List<StoreKey> fenced = new ArrayList<>();
    private final List<StoreKey> rejected = new ArrayList<>();
    private long expired;
    private long removed;

    private Changes(Transaction tx) throws SQLException {
        this.tx = tx;
        this.rows = new Rows(tx);
        this.inserts = new Inserts(tx);
        this.leases = Leases.any(tx.sql());
    }

    /** Makes all changes and then room, and tells what came of it. */
    static StoreWritten make(Transaction tx, List<StoreChange> changes) throws SQLException {
        Changes made = new Changes(tx);
        for (StoreChange change : changes) {
            made.make(change);
        }
        made.insert();
        Eviction eviction = new Eviction(tx, made.evicted, Integer.MAX_VALUE);
        eviction.keepLimits(tx.named());
        return new StoreWritten(
                made.evicted, made.expired + eviction.expired(), made.fenced, made.rejected, made.removed);
    }

    private void make(StoreChange change) throws SQLException {
        if (change instanceof StoreChange.Put put) {
            put(put);
            return;
        }
        insert();
        if (change instanceof StoreChange.Remove remove) {
            remove(remove.key());
        } else if (change instanceof StoreChange.Touch touch) {
            rows.touch(touch);
        } else if (change instanceof StoreChange.RemoveRegion region) {
            removeRegion(region.region());
        } else {
            removeAll();
        }
    }

    private void put(StoreChange.Put put) throws SQLException {
        StoreKey key = put.key();
        long region = tx.region(key.region());
        if (!endLease(put, region)) {
            fenced.add(key);
            return;
        }
        Fresh fresh = Fresh.of(tx, region, put);
        if (tx.regions().whole().rejects(fresh.weight())
                || tx.regions().limits(key.region()).rejects(fresh.weight())) {
            insert();
            clearPlace(rows.find(region, key.digest()), key);
            rejected.add(key);
        } else if (inserts.add(fresh)) {
            insert();
        }
    }

    /** Makes the puts that wait; those whose places are taken one by one. */
    private void insert() throws SQLException {
        for (Fresh fresh : inserts.make()) {
            Row old = rows.find(fresh.region(), fresh.key().digest());
            if (old != null && old.isOf(fresh.key()) && !old.isOver(tx.now())) {
                rows.overwrite(old, fresh);
            } else {
                clearPlace(old, fresh.key());
                inserts.make(fresh);
            }
        }
    }

    /** Ends the lease that a put comes with, or any if it comes with none; returns false if it is no longer there. */
    private boolean endLease(StoreChange.Put put, long region) throws SQLException {
        if (put.leaseToken() != StoreChange.NO_LEASE) {
            return Leases.drop(tx.sql(), region, put.key().digest(), put.leaseToken());
        }
        dropLease(region, put.key());
        return true;
    }

    private void dropLease(long region, StoreKey key) throws SQLException {
        if (leases) {
            Leases.drop(tx.sql(), region, key.digest());
        }
    }

    /** Takes out what is in the place of a key: an ended value, or that of a key whose digest is the same. */
    private void clearPlace(@Nullable Row old, StoreKey key) throws SQLException {
        if (old == null) {
            return;
        }
        rows.delete(old);
        if (old.isOver(tx.now())) {
            expired++;
        } else if (!old.isOf(key)) {
            evicted.add(new StoreKey(key.region(), key.digest(), old.key()));
        }
    }

    private void remove(StoreKey key) throws SQLException {
        long region = tx.find(key.region());
        if (region == Regions.UNKNOWN) {
            return;
        }
        dropLease(region, key);
        Row old = rows.find(region, key.digest());
        if (old != null && old.isOf(key)) {
            rows.delete(old);
            count(old.isOver(tx.now()) ? 1 : 0, 1);
        }
    }

    private void removeRegion(String name) throws SQLException {
        long region = tx.find(name);
        if (region == Regions.UNKNOWN) {
            return;
        }
        long[] sums = tx.sums(region);
        count(
                tx.sql()
                        .number(
                                "SELECT count(*) FROM usage WHERE region = ? AND gone_at > 0 AND gone_at <= ?",
                                0,
                                region,
                                tx.now()),
                sums[0]);
        tx.sql().update("DELETE FROM lease WHERE region = ?", region);
        tx.sql().update("DELETE FROM usage WHERE region = ?", region);
        tx.sql().update("DELETE FROM entry WHERE region = ?", region);
        tx.count(region, -sums[0], -sums[1]);
    }

    private void removeAll() throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet found = tx.sql().prepare("SELECT name FROM region").executeQuery()) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        for (String name : names) {
            removeRegion(name);
        }
    }

    private void count(long ended, long all) {
        expired += ended;
        removed += all - ended;
    }
}
