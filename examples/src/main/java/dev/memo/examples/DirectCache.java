// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples;

import dev.memo.Cache;
import dev.memo.CacheSettings;
import dev.memo.Lookup;
import dev.memo.Memo;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A cache that is called directly, and a function that remembers; neither needs an agent or an annotation.
 *
 * <p>{@code java ... dev.memo.examples.DirectCache}. Stateless.
 */
public final class DirectCache {
    private DirectCache() {}

    /** Puts, asks, loads, and says what happened. */
    public static void main(String[] args) {
        Memo memo = Memo.create();
        Cache<String, Integer> prices = memo.cache(
                "prices",
                CacheSettings.<String, Integer>of()
                        .ttl(Duration.ofMinutes(10))
                        .maxEntries(10_000)
                        .removalListener((article, price, cause) ->
                                System.out.println(article + " " + price + " left: " + cause)));

        prices.put("tea", 300);
        prices.put("offer", 99, Duration.ofHours(1));
        System.out.println("tea: " + prices.get("tea"));
        System.out.println("coffee: " + prices.get("coffee", DirectCache::lookUp));
        System.out.println("coffee: " + prices.get("coffee", DirectCache::lookUp));

        Lookup<Integer> juice = prices.lookup("juice");
        System.out.println("juice: " + juice.outcome() + ", else " + juice.orElse(0));
        System.out.println("added twice: " + prices.add("tea", 1));
        System.out.println("all there are: " + prices.getAll(List.of("tea", "juice", "offer")));
        System.out.println("sum: " + prices.asMap().merge("tea", 20, Integer::sum));
        System.out.println("removed: " + prices.remove("offer"));
        System.out.println(
                "hits " + prices.stats().hits() + ", misses " + prices.stats().misses());

        Function<String, Integer> remembered = memo.memoize("lookUp", DirectCache::lookUp);
        System.out.println("cocoa: " + remembered.apply("cocoa") + ", " + remembered.apply("cocoa"));
    }

    private static int lookUp(String article) {
        System.out.println("looking up " + article);
        return article.length() * 100;
    }
}
