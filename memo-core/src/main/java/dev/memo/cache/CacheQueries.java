// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.region.Entry;
import dev.memo.region.Live;
import dev.memo.region.Reads;
import dev.memo.region.StoredOnly;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a direct cache that change nothing but counts and order of use. Values are {@code void.class} for
 * null, and null if there is none.
 *
 * <table>
 * <caption>operations</caption>
 * <tr><th>name</th><th>arguments</th><th>result</th></tr>
 * <tr><td>get</td><td>key, after it was not found</td><td>value; counts a miss if there is none</td></tr>
 * <tr><td>lookup</td><td>key, after it was not found</td><td>value, or a String: {@code expired} or {@code miss}, in an array</td></tr>
 * <tr><td>peek</td><td>key</td><td>value; no trace</td></tr>
 * <tr><td>contains</td><td>key</td><td>{@code Boolean}; no trace</td></tr>
 * <tr><td>remaining</td><td>key</td><td>{@code Long} nanoseconds, or null</td></tr>
 * <tr><td>keys</td><td>{@code Predicate}</td><td>{@code List}</td></tr>
 * <tr><td>size, liveSize, mapSize, weight</td><td></td><td>{@code Long}</td></tr>
 * <tr><td>live</td><td>key</td><td>array of an entry, or what stands for one that only the store has, and its value, or null; no trace</td></tr>
 * <tr><td>open</td><td>entry</td><td>value; no trace</td></tr>
 * <tr><td>scan</td><td>cursor</td><td>array of the next cursor and an array: key, entry, ... without nulls</td></tr>
 * </table>
 *
 * <p>Thread-safe.
 */
final class CacheQueries {
    private final Reads reads;
    private final CacheKeys keys;

    CacheQueries(DirectCache cache) {
        this.reads = cache.reads;
        this.keys = cache.keys;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the facade sends what the table says
    @Nullable
    Object apply(String operation, @Nullable Object[] arguments) {
        return switch (operation) {
            case "get" -> get(arguments[0]);
            case "lookup" -> lookup(arguments[0]);
            case "peek" -> peek(arguments[0]);
            case "contains" -> contains(keys.fresh(arguments[0]));
            case "remaining" -> remaining(arguments[0]);
            case "keys" -> keys((Predicate<@Nullable Object>) arguments[0]);
            case "size" -> reads.entries();
            case "liveSize" -> reads.count(true);
            case "mapSize" -> reads.count(false);
            case "weight" -> reads.bytes();
            case "live" -> live(arguments[0]);
            case "open" -> reads.open((Entry) arguments[0]);
            case "scan" -> scan((Integer) arguments[0]);
            default -> throw new UnsupportedOperationException(operation);
        };
    }

    private @Nullable Object get(@Nullable Object key) {
        Object found = reads.again(keys.fresh(key));
        return found == Reads.EXPIRED ? null : found;
    }

    private Object lookup(@Nullable Object key) {
        Object found = reads.again(keys.fresh(key));
        if (found == null) {
            return new String[] {"miss"};
        }
        return found == Reads.EXPIRED ? new String[] {"expired"} : new Object[] {found};
    }

    private @Nullable Object peek(@Nullable Object key) {
        Entry fresh = keys.fresh(key);
        Live live = reads.live(fresh);
        if (live != null) {
            return reads.open(live.stored());
        }
        StoredOnly only = reads.storedOnly(fresh);
        return only == null ? null : only.value();
    }

    private boolean contains(Entry fresh) {
        return reads.live(fresh) != null || reads.storedOnly(fresh) != null;
    }

    private @Nullable Long remaining(@Nullable Object key) {
        Entry fresh = keys.fresh(key);
        Live live = reads.live(fresh);
        StoredOnly only = live == null ? reads.storedOnly(fresh) : null;
        long left = live != null ? reads.remainingNanos(live.entry()) : only == null ? 0 : only.leftNanos();
        return left <= 0 ? null : Long.valueOf(left);
    }

    private List<@Nullable Object> keys(Predicate<@Nullable Object> filter) {
        List<@Nullable Object> all = new ArrayList<>();
        List<Live> some = new ArrayList<>();
        int cursor = 0;
        do {
            cursor = reads.list(cursor, some);
            for (Live each : some) {
                Object key = keys.outward(each.entry());
                if (filter.test(key)) {
                    all.add(key);
                }
            }
            some.clear();
        } while (cursor != 0);
        return all;
    }

    private Object @Nullable [] live(@Nullable Object key) {
        Entry fresh = keys.fresh(key);
        Live live = reads.live(fresh);
        Object value = live == null ? null : reads.open(live.stored());
        if (live != null && value != null) {
            return new Object[] {live.entry(), value};
        }
        if (live != null) { // it cannot be read back, and must not be in the way of what replaces nothing
            reads.drop(live.entry());
        }
        StoredOnly only = reads.storedOnly(fresh);
        return only == null ? null : new Object[] {only, only.value()};
    }

    private Object[] scan(int from) {
        List<Live> some = new ArrayList<>();
        int next = reads.list(from, some);
        List<@Nullable Object> flat = new ArrayList<>();
        for (Live each : some) {
            if (!each.isNull()) {
                flat.add(keys.outward(each.entry()));
                flat.add(each.entry());
            }
        }
        return new Object[] {next, flat.toArray()};
    }
}
