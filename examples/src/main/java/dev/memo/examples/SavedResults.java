// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Results that are saved to a file and loaded from it, without a database: each runtime here stands for a process. The agent
 * does that at start and end with {@code snapshot=FILE}. Confined to one thread.
 */
public final class SavedResults {
    private SavedResults() {}

    /** Saves what one runtime has computed, and lets another one find it. */
    public static void main(String[] args) throws IOException {
        Path file = Files.createTempDirectory("memo").resolve("prices.memo");

        Memo first = Memo.builder().build();
        Prices prices = first.proxy(Prices.class, new Prices());
        System.out.println("tea: " + prices.price("tea") + ", coffee: " + prices.price("coffee"));
        System.out.println("soon: " + prices.offer("tea").join());
        System.out.println("saved: " + first.save(file).results());

        Memo second = Memo.builder().build();
        System.out.println("loaded: " + second.load(file).results());
        Prices later = second.proxy(Prices.class, new Prices());
        second.method(Prices.class, "price").invalidate("coffee");
        System.out.println("tea: " + later.price("tea") + ", coffee: " + later.price("coffee"));
        System.out.println("soon: " + later.offer("tea").join());
    }

    /** Takes long to look up. */
    static class Prices {
        @Cached(ttl = "1h", receiver = Receiver.IGNORE)
        int price(String item) {
            System.out.println("looking up " + item);
            return Map.of("tea", 300, "coffee", 600).getOrDefault(item, 500);
        }

        @Cached(ttl = "1h", receiver = Receiver.IGNORE)
        CompletableFuture<Integer> offer(String item) {
            System.out.println("asking for an offer of " + item);
            return CompletableFuture.completedFuture(250);
        }
    }
}
