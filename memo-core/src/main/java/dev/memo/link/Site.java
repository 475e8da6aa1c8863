// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.key.Receivers;
import dev.memo.method.MethodRef;
import dev.memo.region.Entry;
import dev.memo.region.HitPath;
import dev.memo.region.Region;
import org.jspecify.annotations.Nullable;

/**
 * One memoized method as its call sites and its management see it. A record, since the JIT trusts a record's fields.
 *
 * <p>Immutable.
 *
 * @param method the method
 * @param region its entries
 * @param hits how these are looked into
 * @param receivers how receivers take part in the key
 * @param layout which arguments make the key
 * @param shape its probe
 * @param realm kept alive by the site as long as a call site is linked to it
 * @param async whether the method returns before its value is there
 */
record Site(
        MethodRef method,
        Region region,
        HitPath hits,
        Receivers receivers,
        KeyLayout layout,
        Shape shape,
        Realm realm,
        boolean async) {
    /** Stands for any receiver. */
    private static final Object ANY = new Object();

    /** Returns an entry to look up a key with. Runs user code. */
    Entry fresh(@Nullable Object[] parts) throws Throwable {
        return (Entry) shape.fresh().invokeExact(this, parts);
    }

    /**
     * Drops what was kept for a call with these arguments; returns how many entries.
     *
     * @param softly whether it is made stale in place, where stale values are served
     * @param receiver the object that it was called on, or null for any
     */
    int invalidate(boolean softly, @Nullable Object receiver, @Nullable Object[] arguments) throws Throwable {
        if (!layout.receiver() || receiver != null) {
            Entry exact = fresh(layout.parts(receiver, arguments));
            return (softly ? region.outdating().outdate(exact) : region.invalidate(exact)) ? 1 : 0;
        }
        Entry pattern = fresh(layout.parts(ANY, arguments));
        return softly
                ? region.outdating().outdateIf(e -> mayMatch(anyReceiver(e), pattern))
                : region.invalidateIf(e -> mayMatch(anyReceiver(e), pattern));
    }

    /** Says the method only: all else would show arguments or loop. */
    @Override
    public String toString() {
        return method.text();
    }

    /** A key that cannot be compared goes too: too much is only slow. */
    private static boolean mayMatch(Entry e, Entry pattern) {
        try {
            return e.sameKey(pattern);
        } catch (Throwable cause) {
            return true;
        }
    }

    private static Entry anyReceiver(Entry e) {
        @Nullable Object[] parts = e.parts();
        parts[0] = ANY;
        return e.withParts(parts);
    }
}
