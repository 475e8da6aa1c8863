// SPDX-License-Identifier: Apache-2.0
package dev.memo.store;

import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes that a store has not made yet, the latest for each key only, in an order that comes to the same as that in which
 * they came: removals of whole regions first, as what came before them is dropped, and what came after them is behind them.
 *
 * <p>Guarded by the lock of its {@link StoreWriter}.
 */
final class Waiting {
    private final Map<StoreKey, Change> changes = new LinkedHashMap<>();
    private final Set<String> regions = new HashSet<>();
    private boolean all;
    private int puts;
    private long bytes;
    private long last;

    boolean isEmpty() {
        return changes.isEmpty() && regions.isEmpty() && !all;
    }

    int size() {
        return changes.size();
    }

    int puts() {
        return puts;
    }

    /** Returns what the values that wait take, in bytes. */
    long bytes() {
        return bytes;
    }

    /** Returns the number of the latest change in here. */
    long last() {
        return last;
    }

    /**
     * Adds a put or the removal of one key. Those that are added with one number are taken together, and what comes in the place
     * of one of them is taken with the others.
     *
     * @param first whether the store is known to have no older value under the key
     */
    void add(StoreKey key, StoreChange change, boolean first, long number) {
        Change before = changes.get(key);
        count(before, -1);
        Change added =
                before == null ? new Change(change, first, number) : new Change(change, before.first, before.number);
        changes.put(key, added);
        count(added, 1);
        last = number;
    }

    /** Gives what is told with the next changes, and is none, a number. */
    void mark(long number) {
        last = number;
    }

    /** Adds the removal of a region, of all of them for null, and drops what waits there. */
    void clear(@Nullable String region, long number) {
        if (region == null) {
            changes.clear();
            regions.clear();
            puts = 0;
            bytes = 0;
            all = true;
        } else {
            removeIf(region);
            regions.add(region);
        }
        last = number;
    }

    /** Returns the put or the removal that waits for a key, the latter also for a region of which all goes; null for neither. */
    @Nullable
    StoreChange of(StoreKey key) {
        Change found = changes.get(key);
        if (found != null) {
            return found.change;
        }
        return all || regions.contains(key.region()) ? StoreChange.remove(key) : null;
    }

    /** Moves out the first of the changes, so many at most, unless more belong together. */
    Waiting take(int most) {
        Waiting taken = new Waiting();
        taken.all = all;
        taken.regions.addAll(regions);
        taken.last = last;
        all = false;
        regions.clear();
        long moved = 0;
        for (Iterator<Map.Entry<StoreKey, Change>> i = changes.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<StoreKey, Change> next = i.next();
            if (taken.size() >= most && next.getValue().number != moved) {
                taken.last = next.getValue().number - 1;
                break;
            }
            moved = next.getValue().number;
            i.remove();
            count(next.getValue(), -1);
            taken.changes.put(next.getKey(), next.getValue());
            taken.count(next.getValue(), 1);
        }
        return taken;
    }

    /**
     * Puts back what could not be made, before what came since: removals of what is there, and of what was there before a
     * value that is lost, so that nothing older than that comes back.
     */
    void putBack(Waiting taken) {
        Waiting since = new Waiting();
        since.takeAll(this);
        last = taken.last;
        all = taken.all;
        regions.addAll(taken.regions);
        changes.putAll(taken.changes);
        shed(Integer.MAX_VALUE);
        if (since.all) {
            clear(null, since.last);
        }
        since.regions.forEach(region -> clear(region, since.last));
        since.changes.forEach((key, change) -> add(key, change.change, change.first, change.number));
        last = Math.max(taken.last, since.last);
    }

    /** Drops all values, and where more than so many keys are to be removed, has their whole regions removed. */
    void shed(int most) {
        changes.values().removeIf(change -> change.first);
        changes.replaceAll((key, change) -> new Change(StoreChange.remove(key), false, change.number));
        puts = 0;
        bytes = 0;
        if (changes.size() > most) {
            changes.keySet().forEach(key -> regions.add(key.region()));
            changes.clear();
        }
    }

    /**
     * Returns the changes as a store makes them. To a store, a value's idle time begins when it is put; what has gone by of
     * it until now is taken off.
     */
    List<StoreChange> list(long nowMicros) {
        List<StoreChange> list = new ArrayList<>(changes.size() + regions.size() + 1);
        if (all) {
            list.add(StoreChange.removeAll());
        }
        regions.forEach(region -> list.add(StoreChange.removeRegion(region)));
        changes.values().forEach(change -> list.add(timely(change.change, nowMicros)));
        return list;
    }

    private static StoreChange timely(StoreChange change, long nowMicros) {
        if (!(change instanceof StoreChange.Put put) || put.value().idleMicros() == StoreValue.NEVER) {
            return change;
        }
        long left =
                put.value().idleMicros() - Math.max(0, nowMicros - put.value().writtenAtMicros());
        return left <= 0
                ? StoreChange.remove(put.key())
                : new StoreChange.Put(put.key(), put.value().idleFor(left), put.leaseToken());
    }

    private void takeAll(Waiting from) {
        all = from.all;
        regions.addAll(from.regions);
        changes.putAll(from.changes);
        last = from.last;
        from.all = false;
        from.regions.clear();
        from.changes.clear();
        from.puts = 0;
        from.bytes = 0;
    }

    private void removeIf(String region) {
        for (Iterator<Map.Entry<StoreKey, Change>> i = changes.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<StoreKey, Change> next = i.next();
            if (next.getKey().region().equals(region)) {
                count(next.getValue(), -1);
                i.remove();
            }
        }
    }

    private void count(@Nullable Change change, int sign) {
        if (change != null && change.change instanceof StoreChange.Put put) {
            puts += sign;
            bytes += (long) sign * (put.value().bytes().length + put.key().bytes().length);
        }
    }

    /** A change, whether the store has nothing older under its key, and its number among all. Immutable. */
    private record Change(StoreChange change, boolean first, long number) {}
}
