// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks for many keys at once: each has a result of its own, which the method that takes one key shares.
 *
 * <p>{@code java -javaagent:memo-agent.jar ... dev.memo.examples.ManyKeys}. Confined to one thread.
 */
public final class ManyKeys {
    private ManyKeys() {}

    /** Asks for keys that overlap. */
    public static void main(String[] args) {
        System.out.println(prices(List.of("tea", "coffee")));
        System.out.println(prices(List.of("juice", "coffee", "tea")));
        System.out.println("juice: " + price("juice"));
        System.out.println("cocoa: " + price("cocoa"));
        System.out.println(prices(List.of("cocoa", "water")));

        boolean dropped = Memo.invalidate(() -> prices(List.of("tea", "juice")));
        System.out.println("forgotten: " + dropped + ", " + prices(List.of("tea", "coffee", "juice")));
        System.out.println(
                Memo.runtime().method(ManyKeys.class, "price").stats().hits() + " hits");
    }

    @Cached(ttl = "10m")
    private static int price(String product) {
        System.out.println("looking up " + product);
        return product.length() * 100;
    }

    /** Runs for those products only whose price is not known. */
    @Cached(each = true, of = "price")
    private static Map<String, Integer> prices(Collection<String> products) {
        System.out.println("looking up " + products);
        Map<String, Integer> prices = new LinkedHashMap<>();
        for (String product : products) {
            if (!product.equals("water")) { // which nobody sells: left out, and looked up the next time too
                prices.put(product, product.length() * 100);
            }
        }
        return prices;
    }
}
