// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;

/**
 * Without an agent: a proxy of an interface. It sees the calls from outside, not those that the object makes to itself.
 *
 * <p>Confined to one thread.
 */
public final class ProxyOfInterface {
    private ProxyOfInterface() {}

    /** Prices of articles. Implementations must be thread-safe. */
    public interface PriceService {
        /** Returns the price in cents. */
        @Cached(ttl = "10m")
        long price(String article);

        /** Returns the price in cents of several pieces; a default method is memoized like any other. */
        @Cached
        default long price(String article, int pieces) {
            return pieces * price(article);
        }

        /** Says that the price has changed, so that it is asked for again. */
        @Invalidates(method = "price", parameters = String.class)
        default void changed(String article) {}
    }

    /** Asks the slow service once per article. */
    public static void main(String[] args) {
        PriceService slow = article -> {
            System.out.println("looking up " + article);
            return article.length() * 100L;
        };
        Memo memo = Memo.create();
        PriceService fast = memo.proxy(PriceService.class, slow);

        System.out.println("tea: " + fast.price("tea"));
        System.out.println("tea: " + fast.price("tea"));
        System.out.println("3 coffee: " + fast.price("coffee", 3));
        System.out.println("3 coffee: " + fast.price("coffee", 3));
        fast.changed("tea");
        System.out.println("tea: " + fast.price("tea"));
        memo.methods()
                .forEach(method ->
                        System.out.println(method.name() + ": " + method.stats().hits() + " hit"));
    }
}
