// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Storage;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The log of events: one line for each thing that happens to a method or a cache. */
@Timeout(60)
@Tag("parity-66")
class EventLogTest {
    private static final String PRICE = "EventLogTest.Prices.price";
    private static final String LOAD = "load, 0 us";

    private final FakeTicker ticker = new FakeTicker();
    private final EventLines lines = new EventLines();
    private final Memo memo = Memo.builder().logEvents(true).ticker(ticker).build();
    private final Seller shop = new Seller(ticker);
    private final Prices prices = memo.proxy(Prices.class, shop);

    @AfterEach
    void listenNoMore() {
        lines.close();
    }

    @Test
    void aMissALoadWithItsTimeAndHits() {
        shop.takes = Duration.ofMillis(3);

        prices.price("a");
        prices.price("a");
        prices.price("a");

        assertThat(lines.of(PRICE)).containsExactly("miss", "load, 3000 us", "hit in the heap", "hit in the heap");
        assertThat(memo.method(Prices.class, "price").stats().hits())
                .as("each counted once")
                .isEqualTo(2);
    }

    @Test
    void hitsOfValuesThatAreKeptAsBytes() {
        prices.all("a");
        prices.all("a");

        assertThat(lines.of("EventLogTest.Prices.all")).containsExactly("miss", LOAD, "hit in the heap");
    }

    @Test
    void hitsOfWovenMethods() throws Throwable {
        Engine engine = new Engine(
                EngineSettings.builder().ticker(ticker).logEvents(true).build());
        LinkedMethod method = LinkedMethod.of(engine, a -> a[0], int.class);

        method.call(7);
        method.call(7);

        assertThat(lines.all()).extracting(EventLogTest::event).containsExactly("miss", LOAD, "hit in the heap");
    }

    @Test
    void aLoadThatFailsSaysWithWhatAndNotWhy() {
        shop.failing = true;

        assertThatThrownBy(() -> prices.price("a")).isInstanceOf(IllegalStateException.class);

        assertThat(lines.of(PRICE)).containsExactly("miss", "load, 0 us, failed with java.lang.IllegalStateException");
    }

    @Test
    void anEndAndAnEviction() {
        prices.price("a");
        ticker.advance(Duration.ofMinutes(1));
        prices.price("a");
        assertThat(lines.of(PRICE)).containsExactly("miss", LOAD, "expired", "miss", LOAD);

        prices.only("a");
        prices.only("b");
        assertThat(lines.of("EventLogTest.Prices.only")).containsExactly("miss", LOAD, "miss", LOAD, "evicted");
    }

    @Test
    void whatTakesTooMuchAndWhatIsNotToBeKept() {
        prices.large("a");
        assertThat(lines.of("EventLogTest.Prices.large")).containsExactly("miss", LOAD, "too large to be kept");

        prices.none("a");
        assertThat(lines.of("EventLogTest.Prices.none")).containsExactly("miss", "load, 0 us, not kept");
    }

    @Test
    void invalidationsOfOneOfAllAndByATag() {
        prices.price("a");
        prices.tagged("a");
        lines.of(PRICE);

        Memo.invalidate(() -> prices.price("a"));
        Memo.invalidate(() -> prices.price("b"));
        assertThat(lines.of(PRICE))
                .containsExactly("invalidation of one result", "invalidated", "invalidation of one result");

        prices.price("a");
        lines.of(PRICE);
        memo.method(Prices.class, "price").invalidate("a");
        assertThat(lines.of(PRICE))
                .as("found by a condition")
                .containsExactly("invalidation of some results", "invalidated");

        prices.price("a");
        lines.of(PRICE);
        memo.method(Prices.class, "price").invalidateAll();
        assertThat(lines.of(PRICE)).containsExactly("invalidation of all results", "invalidated");

        memo.invalidateTag("tag:a");
        assertThat(lines.of("tags")).containsExactly("invalidation of the results with one tag");
        prices.tagged("a");
        assertThat(lines.of("EventLogTest.Prices.tagged")).containsExactly("miss", LOAD, "invalidated", "miss", LOAD);
    }

    @Test
    void staleHitsAndWhatIsServedInPlaceOfALoad() {
        prices.kept("a");
        lines.of("EventLogTest.Prices.kept");
        ticker.advance(Duration.ofMinutes(1));
        shop.failing = true;

        prices.kept("a");
        prices.kept("a");

        assertThat(lines.of("EventLogTest.Prices.kept"))
                .containsExactly(
                        "miss, as the result is stale",
                        "load, 0 us, failed with java.lang.IllegalStateException",
                        "older result in place of a load",
                        "stale hit in the heap");
    }

    @Test
    void waitsForAnothersLoad() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        shop.gate = gate;
        Crowd crowd = Crowd.platform(2, i -> prices.price("a")).untilAllWait();

        gate.countDown();

        assertThat(crowd.outcomes()).containsOnly(1);
        assertThat(lines.of(PRICE)).containsExactlyInAnyOrder("miss", LOAD, "waited for another thread's load, 0 us");
    }

    @Test
    void callsThatGoThrough() {
        Memo.bypass(() -> prices.price("a"));

        assertThat(lines.of(PRICE)).containsExactly("bypass");
    }

    @Test
    void readsAndWritesOfACache() {
        CacheSettings<String, String> settings = CacheSettings.of();
        Cache<String, String> cache = memo.cache("c", settings.maxBytes(1_000));

        cache.get("k");
        cache.put("k", "v");
        cache.get("k");
        cache.put("k", "w");
        assertThat(lines.of("c")).containsExactly("miss", "put", "hit in the heap", "replaced", "put");

        assertThatThrownBy(() -> cache.put("l", "v".repeat(1_000))).isInstanceOf(EntryTooLargeException.class);
        cache.remove("k");
        assertThat(lines.of("c")).containsExactly("too large to be kept", "invalidation of one result", "invalidated");

        cache.get("k", key -> "x");
        cache.clear();
        cache.put("k", "v");
        cache.close();
        assertThat(lines.of("c"))
                .containsExactly("miss", LOAD, "invalidation of all results", "cleared", "put", "closed");
    }

    @Test
    void noLineHoldsWhatWasGivenOrReturned() {
        prices.tagged("secret");
        prices.price("secret");
        shop.failing = true;
        assertThatThrownBy(() -> prices.only("secret")).hasMessageContaining("secret");
        memo.method(Prices.class, "price").invalidate("secret");
        memo.invalidateTag("tag:secret");
        memo.<String, String>cache("c", CacheSettings.of()).put("secret", "secret");

        assertThat(lines.all()).hasSizeGreaterThan(7).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void nothingIsToldUnlessItIsWanted() {
        Prices silent = Memo.builder().build().proxy(Prices.class, shop);
        silent.price("a");
        silent.price("a");
        assertThat(lines.all()).isEmpty();

        lines.listen(false);
        prices.price("a");
        prices.price("a");
        assertThat(lines.all()).isEmpty();
        lines.listen(true);
        prices.price("a");
        assertThat(lines.of(PRICE)).as("the level is asked each time").containsExactly("hit in the heap");
    }

    private static String event(String line) {
        return line.substring(line.indexOf(": ") + 2);
    }

    /** Methods of many kinds. */
    interface Prices {
        @Cached(ttl = "1m")
        int price(String item);

        @Cached(storage = Storage.ISOLATED)
        List<String> all(String item);

        @Cached(maxEntries = 1)
        int only(String item);

        @Cached(maxBytes = "1KB")
        String large(String item);

        @Cached(cacheNull = false)
        @Nullable
        String none(String item);

        @Cached(tags = "tag:{item}")
        String tagged(String item);

        @Cached(ttl = "1m", keep = "1h")
        int kept(String item);
    }

    /** Counts its runs, and does what the test says. Thread-safe. */
    static final class Seller implements Prices {
        private final AtomicInteger loads = new AtomicInteger();
        private final FakeTicker ticker;
        volatile Duration takes = Duration.ZERO;
        volatile boolean failing;
        volatile CountDownLatch gate = new CountDownLatch(0);

        Seller(FakeTicker ticker) {
            this.ticker = ticker;
        }

        private int run(String item) {
            int run = loads.incrementAndGet();
            Latches.await(gate);
            ticker.advance(takes);
            if (failing) {
                throw new IllegalStateException("no price of " + item);
            }
            return run;
        }

        @Override
        public int price(String item) {
            return run(item);
        }

        @Override
        public List<String> all(String item) {
            return new ArrayList<>(List.of(item + run(item)));
        }

        @Override
        public int only(String item) {
            return run(item);
        }

        @Override
        public String large(String item) {
            return item.repeat(2_000) + run(item);
        }

        @Override
        public @Nullable String none(String item) {
            int unused = run(item);
            return null;
        }

        @Override
        public String tagged(String item) {
            return item + run(item);
        }

        @Override
        public int kept(String item) {
            return run(item);
        }
    }
}
