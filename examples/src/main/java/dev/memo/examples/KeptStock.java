// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples;

import dev.memo.Cache;
import dev.memo.CacheSettings;
import dev.memo.Memo;
import java.time.Duration;
import java.util.Map;

/**
 * A direct cache that outlives the program: what was put is in a file when {@code put} returns, and the next start finds it.
 *
 * <p>{@code java -javaagent:memo-agent.jar=store.disk=stock.db,store.disk.writes=through ... dev.memo.examples.KeptStock},
 * twice. Without the agent, {@code Memo.builder().store("disk", file).build()} and memo-sqlite do the same. Stateless.
 */
public final class KeptStock {
    private KeptStock() {}

    /** Says what was there before, and changes it. */
    public static void main(String[] args) {
        Cache<String, Integer> stock = Memo.runtime()
                .cache(
                        "stock",
                        CacheSettings.<String, Integer>of()
                                .store("disk", Integer.class)
                                .ttl(Duration.ofDays(7)));

        System.out.println("found: tea " + stock.get("tea") + ", coffee " + stock.get("coffee"));
        stock.putAll(Map.of("tea", 10, "coffee", 20));
        System.out.println("sold, tea left: " + stock.asMap().merge("tea", 3, (there, sold) -> there - sold));
        System.out.println("removed: " + stock.remove("coffee"));
    }
}
