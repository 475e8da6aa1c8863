// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.region.Candidate;
import dev.memo.region.Condition;
import dev.memo.region.Draft;
import dev.memo.region.Entry;
import dev.memo.region.Live;
import dev.memo.region.StoredOnly;
import dev.memo.region.Writes;
import dev.memo.region.Written;
import dev.memo.spi.CodecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a direct cache that change what it keeps.
 *
 * <table>
 * <caption>operations</caption>
 * <tr><th>name</th><th>arguments</th><th>result</th></tr>
 * <tr><td>put</td><td>key, value, {@code Duration} or {@code Instant} or null</td><td>null</td></tr>
 * <tr><td>add, replace</td><td>key, value</td><td>{@code Boolean}</td></tr>
 * <tr><td>remove, outdate</td><td>key</td><td>{@code Boolean}</td></tr>
 * <tr><td>putAll</td><td>array of keys, array of values</td><td>null</td></tr>
 * <tr><td>removeAll</td><td>array of keys</td><td>{@code Integer}</td></tr>
 * <tr><td>exchange</td><td>key, entry or what stands for one, null for none but a null, value</td><td>{@code Boolean}</td></tr>
 * <tr><td>withdraw</td><td>entry or what stands for one</td><td>{@code Boolean}</td></tr>
 * <tr><td>clear, outdateAll, cleanUp, close</td><td></td><td>null</td></tr>
 * </table>
 *
 * <p>Thread-safe.
 */
final class CacheChanges {
    private static final Set<String> OPERATIONS = Set.of(
            "put",
            "add",
            "replace",
            "remove",
            "outdate",
            "outdateAll",
            "putAll",
            "removeAll",
            "exchange",
            "withdraw",
            "clear",
            "cleanUp",
            "close");

    private final DirectCache cache;
    private final Writes writes;
    private final CacheKeys keys;
    private final String where;

    CacheChanges(DirectCache cache) {
        this.cache = cache;
        this.writes = cache.writes;
        this.keys = cache.keys;
        this.where = "cache \"" + cache.options.name() + "\"";
    }

    boolean has(String operation) {
        return OPERATIONS.contains(operation);
    }

    @SuppressWarnings("NullAway") // the facade sends what the table says
    @Nullable
    Object apply(String operation, @Nullable Object[] arguments) {
        return switch (operation) {
            case "put" -> put(arguments[0], arguments[1], Lifetimes.given(arguments[2], cache.ticker));
            case "add" -> kept(store(arguments[0], arguments[1], Condition.ABSENT));
            case "replace" -> kept(store(arguments[0], arguments[1], Condition.PRESENT));
            case "remove" -> remove(keys.fresh(arguments[0]), Condition.ALWAYS);
            case "outdate" -> writes.outdate(keys.fresh(arguments[0]));
            case "putAll" -> putAll((Object[]) arguments[0], (Object[]) arguments[1]);
            case "removeAll" -> removeAll((Object[]) arguments[0]);
            case "exchange" ->
                store(
                                arguments[0],
                                arguments[2],
                                arguments[1] == null ? Condition.VACANT : Condition.same(arguments[1]))
                        != null;
            case "withdraw" -> remove(keyOf(arguments[0]), Condition.same(arguments[0]));
            default -> applyToAll(operation);
        };
    }

    private @Nullable Object applyToAll(String operation) {
        switch (operation) {
            case "clear" -> {
                checkOpen();
                if (!writes.clear()) {
                    throw unsettled("cleared");
                }
            }
            case "outdateAll" -> writes.outdateAll();
            case "cleanUp" -> writes.cleanUp();
            case "close" -> writes.close();
            default -> throw new UnsupportedOperationException(operation);
        }
        return null;
    }

    private @Nullable Object put(@Nullable Object key, @Nullable Object value, long ttlNanos) {
        checkOpen();
        Draft draft = draft(keys.kept(key), value, ttlNanos);
        checked(writes.store(draft, Condition.ALWAYS), draft);
        settle(draft);
        return null;
    }

    /** Whether what was stored is there now: it may have ended before it began. */
    private static boolean kept(@Nullable Draft stored) {
        return stored != null && !stored.candidate().ended();
    }

    /** Returns what was stored, null if nothing was. What would not be stored anyway is not encoded. */
    private @Nullable Draft store(@Nullable Object key, @Nullable Object value, Condition condition) {
        checkOpen();
        Live live = cache.reads.live(keys.fresh(key));
        boolean known = live != null || !writes.hasStore();
        if (known && !condition.allows(live == null ? null : live.entry())) {
            return null;
        }
        Draft draft = draft(keys.kept(key), value, 0);
        if (draft.shelf() == null && live == null && !condition.allows(null)) {
            return null;
        }
        if (!checked(writes.store(draft, condition), draft).done()) {
            return null;
        }
        settle(draft);
        return draft;
    }

    /** Returns the key of what stands for a value: an entry, or what a store has. */
    private static Entry keyOf(Object token) {
        return token instanceof StoredOnly only ? only.key() : (Entry) token;
    }

    private boolean remove(Entry fresh, Condition condition) {
        Written written = writes.remove(fresh, condition);
        switch (written.outcome()) {
            case CLOSED -> throw closed();
            case UNSETTLED -> throw unsettled("removed");
            default -> {
                return written.done();
            }
        }
    }

    /** Everything that can go wrong does so before anything is stored. */
    private @Nullable Object putAll(@Nullable Object[] all, @Nullable Object[] values) {
        checkOpen();
        List<Draft> drafts = new ArrayList<>(all.length);
        for (int i = 0; i < all.length; i++) {
            Draft draft = draft(keys.kept(all[i]), values[i], 0);
            if (writes.tooLarge(draft)) {
                writes.rejected();
                throw tooLarge(draft.candidate());
            }
            drafts.add(draft);
        }
        writes.announce(drafts);
        for (Draft draft : drafts) {
            checked(writes.store(draft, Condition.ALWAYS), draft);
        }
        drafts.forEach(this::settle);
        return null;
    }

    private int removeAll(@Nullable Object[] all) {
        checkOpen();
        List<Entry> fresh = new ArrayList<>(all.length);
        for (Object key : all) {
            fresh.add(keys.fresh(key));
        }
        int removed = 0;
        for (Entry each : fresh) {
            removed += remove(each, Condition.ALWAYS) ? 1 : 0;
        }
        return removed;
    }

    private Draft draft(Entry kept, @Nullable Object value, long ttlNanos) {
        try {
            return writes.draft(kept, value, ttlNanos);
        } catch (CodecException e) {
            throw cache.options.refusal("codec", where + ": " + e.getMessage(), e.getCause());
        }
    }

    private void settle(Draft draft) {
        if (!writes.settled(draft)) {
            throw unsettled("written");
        }
    }

    private RuntimeException unsettled(String how) {
        return cache.options.refusal(
                "store",
                where + ": its store is written through, but has not taken what was " + how
                        + ", as it is in trouble; the heap has. See the log for what it is, and try again.",
                null);
    }

    private Written checked(Written written, Draft draft) {
        switch (written.outcome()) {
            case CLOSED -> throw closed();
            case TOO_LARGE -> throw tooLarge(draft.candidate());
            default -> {
                return written;
            }
        }
    }

    private void checkOpen() {
        if (writes.closed()) {
            throw closed();
        }
    }

    private IllegalStateException closed() {
        return new IllegalStateException(
                where + ": it takes no writes, as it is closed. Open another with memo.cache of the same name.");
    }

    private RuntimeException tooLarge(Candidate candidate) {
        boolean tooHeavy = candidate.isTooHeavy();
        return cache.options.refusal(
                "tooLarge",
                where + ": a value must take at most " + writes.maxEntryBytes() + " bytes with its key, this one takes "
                        + candidate.weight()
                        + (tooHeavy
                                ? " or more. Keep a part of it, or have the weigher count in larger units."
                                : ". Raise maxBytes or the runtime's maxEntryShare, or keep a part of it."),
                null);
    }
}
