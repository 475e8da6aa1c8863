// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.woven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;
import dev.memo.spi.TransactionHook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A hook of the application's tells the agent's engine of transactions, though it is in another class loader. */
class TransactionWovenTest {
    private static final Hook HOOK = new Hook();

    static {
        Memo.runtime().transactions(HOOK);
    }

    private final Stock stock = new Stock();

    @Test
    void anAnnotatedChangeWaitsForTheCommit() {
        stock.count("tea");
        HOOK.begin();
        stock.set("tea", 7);
        assertThat(elsewhere()).as("others are served what was kept").isEqualTo(0);
        assertThat(stock.loads).hasValue(1);
        assertThat(stock.count("tea")).as("its own write").isEqualTo(7);
        HOOK.end(true);
        assertThat(elsewhere()).isEqualTo(7);
        assertThat(stock.loads).hasValue(3);
    }

    @Test
    void aTagStaysAfterARollback() {
        stock.count("tea");
        HOOK.begin();
        stock.clear();
        stock.count("tea");
        HOOK.end(false);
        stock.count("tea");
        assertThat(stock.loads).as("the first, and that in the transaction").hasValue(2);
        HOOK.begin();
        stock.clear();
        HOOK.end(true);
        stock.count("tea");
        assertThat(stock.loads).hasValue(3);
    }

    @Test
    void aCallForManyKeysWaitsForTheCommitToo() {
        assertThat(stock.counts(List.of("tea", "milk"))).isEqualTo(Map.of("tea", 0, "milk", 0));
        HOOK.begin();
        stock.set("tea", 7);
        assertThat(elsewhere()).isEqualTo(0);
        assertThat(stock.counts(List.of("tea", "milk"))).isEqualTo(Map.of("tea", 7, "milk", 0));
        HOOK.end(true);
        assertThat(stock.counts(List.of("tea", "milk"))).isEqualTo(Map.of("tea", 7, "milk", 0));
        assertThat(elsewhere()).isEqualTo(7);
        assertThat(stock.asked).containsExactly(List.of("tea", "milk"), List.of("tea", "milk"), List.of("tea"));
    }

    private int elsewhere() {
        return CompletableFuture.supplyAsync(() -> stock.count("tea")).join();
    }

    /** Transactions of the calling thread. */
    private static final class Hook implements TransactionHook {
        private static final ThreadLocal<@Nullable List<Consumer<Boolean>>> OPEN = new ThreadLocal<>();

        void begin() {
            OPEN.set(new ArrayList<>());
        }

        void end(boolean committed) {
            List<Consumer<Boolean>> actions = OPEN.get();
            OPEN.remove();
            if (actions != null) {
                actions.forEach(each -> each.accept(committed));
            }
        }

        @Override
        public @Nullable Object current() {
            return OPEN.get();
        }

        @Override
        public void whenEnded(Consumer<Boolean> action) {
            List<Consumer<Boolean>> actions = OPEN.get();
            if (actions != null) {
                actions.add(action);
            }
        }
    }

    /** What there is. */
    private static final class Stock {
        private final Map<String, Integer> counts = new ConcurrentHashMap<>();
        final AtomicInteger loads = new AtomicInteger();
        final Collection<List<String>> asked = new ConcurrentLinkedQueue<>();

        @Cached(tags = "stock")
        int count(String article) {
            loads.incrementAndGet();
            return counts.getOrDefault(article, 0);
        }

        @Cached(each = true, of = "count")
        Map<String, Integer> counts(Collection<String> articles) {
            asked.add(List.copyOf(articles));
            Map<String, Integer> found = new LinkedHashMap<>();
            articles.forEach(article -> found.put(article, counts.getOrDefault(article, 0)));
            return found;
        }

        @Invalidates(method = "count", args = "article")
        void set(String article, int count) {
            counts.put(article, count);
        }

        @Invalidates(tags = "stock")
        void clear() {}
    }
}
