// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples;

import dev.memo.annotation.Cached;
import java.util.ArrayList;
import java.util.List;

/**
 * What callers may do to results: a value that can change is kept as bytes and each caller gets a copy of its own; one
 * that is proven immutable is kept as it is.
 *
 * <p>{@code java -javaagent:memo-agent.jar ... dev.memo.examples.IsolatedAndShared}. Confined to one thread.
 */
public final class IsolatedAndShared {
    private IsolatedAndShared() {}

    /** A shopping basket, which anybody may change. Not thread-safe. */
    public static final class Basket {
        private final List<String> articles = new ArrayList<>();
    }

    /** A price, which nobody can change. Immutable. */
    public record Price(String article, long cents) {}

    /** Changes a basket that it got; the next caller does not see it. */
    @SuppressWarnings("ReferenceEquality") // what the last line is about
    public static void main(String[] args) {
        Basket mine = basket("Ada");
        mine.articles.add("a mistake");
        System.out.println("mine: " + mine.articles);
        System.out.println("yours: " + basket("Ada").articles);
        Price first = price("tea");
        Price second = price("tea");
        System.out.println("the same price: " + (first == second));
    }

    @Cached
    private static Basket basket(String customer) {
        System.out.println("filling the basket of " + customer);
        Basket basket = new Basket();
        basket.articles.add("tea");
        return basket;
    }

    @Cached
    private static Price price(String article) {
        System.out.println("looking up " + article);
        return new Price(article, 300);
    }
}
