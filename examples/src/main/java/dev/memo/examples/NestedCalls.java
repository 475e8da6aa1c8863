// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;
import java.util.HashMap;
import java.util.Map;

/**
 * Computes results from other remembered results: they end with them, and are dropped with them where that is asked for; and
 * makes a result stale in place of dropping it.
 *
 * <p>{@code java -javaagent:memo-agent.jar ... dev.memo.examples.NestedCalls}. Confined to one thread.
 */
public final class NestedCalls {
    private static final Map<Long, Integer> CENTS = new HashMap<>(Map.of(1L, 100));
    private static boolean down;

    private NestedCalls() {}

    /** Changes a price, and says what is computed from it. */
    public static void main(String[] args) {
        System.out.println("offer: " + offer(1) + ", poster: " + poster(1));

        setPrice(1, 120);
        System.out.println("offer: " + offer(1) + ", poster: " + poster(1) + ", which nobody has taken down");

        Memo.invalidateSoftly(() -> price(1));
        down = true;
        System.out.println("price: " + price(1) + ", as its source is down, "
                + Memo.observe(() -> price(1)).outcome());
    }

    @Cached(ttl = "10m", keep = "1h")
    private static int price(long id) {
        if (down) {
            throw new IllegalStateException("down");
        }
        return CENTS.getOrDefault(id, 0);
    }

    /** Lives for 10 minutes at most, as the price does, and is dropped with it. */
    @Cached(ttl = "1h", dependencies = true)
    private static String offer(long id) {
        return price(id) + " cents";
    }

    /** Lives for its hour, whatever becomes of the price. */
    @Cached(ttl = "1h", nestedTtl = false)
    private static String poster(long id) {
        return "only " + price(id) + " cents";
    }

    @Invalidates(method = "price", args = "id")
    private static void setPrice(long id, int now) {
        CENTS.put(id, now);
    }
}
