// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples;

import dev.memo.Memo;
import dev.memo.MemoizedMethodHandle;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes Memo forget what has changed: by the annotation of the method that changes it, by a call, and by hand.
 *
 * <p>{@code java -javaagent:memo-agent.jar ... dev.memo.examples.Invalidation}. Confined to one thread.
 */
public final class Invalidation {
    private static final Map<String, Integer> PRICES =
            new ConcurrentHashMap<>(Map.of("tea", 300, "coffee", 400, "milk", 100));

    private Invalidation() {}

    /** Changes prices by the annotated method, and behind Memo's back. */
    public static void main(String[] args) throws NoSuchMethodException {
        System.out.println("tea " + price("tea") + ", coffee " + price("coffee"));

        setPrice("tea", 350);
        System.out.println("tea " + price("tea") + ": setPrice made Memo forget it");

        PRICES.put("coffee", 450);
        System.out.println("coffee " + price("coffee") + ": Memo cannot know that it has changed");

        System.out.println("forgotten by the call itself: " + Memo.invalidate(() -> price("coffee")));
        System.out.println("coffee " + price("coffee"));

        PRICES.put("coffee", 475);
        System.out.println("coffee " + Memo.refresh(() -> price("coffee")) + ": loaded again");
        System.out.println(
                "milk is remembered: " + Memo.peek(() -> price("milk")).isHit());
        System.out.println("tea was a " + Memo.observe(() -> price("tea")).outcome());

        MemoizedMethodHandle handle = Memo.runtime().method(Invalidation.class, "price", String.class);
        System.out.println("forgotten by hand: " + handle.invalidate("coffee"));
        System.out.println("coffee " + price("coffee"));

        handle.invalidateAll();
        System.out.println("left after invalidateAll: " + handle.stats().entries());
    }

    @Cached
    private static int price(String article) {
        return Objects.requireNonNull(PRICES.get(article));
    }

    @Invalidates(method = "price")
    private static void setPrice(String article, int cents) {
        PRICES.put(article, cents);
    }
}
