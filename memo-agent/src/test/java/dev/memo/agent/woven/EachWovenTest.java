// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.woven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Woven methods that take many keys at once: the body runs for what is missing, in place. */
@Timeout(60)
class EachWovenTest {
    private static final Collection<Object> STATIC = new ConcurrentLinkedQueue<>();
    private static final int TRIES = 20_000;
    private static final long NAP_NANOS = 1_000_000;

    private final Shop shop = new Shop();

    @Test
    void thePrivateMethodsBodyGetsWhatIsMissingOnly() {
        assertThat(shop.total(List.of(1L, 2L))).isEqualTo(30);
        assertThat(shop.price(1)).isEqualTo(10);
        assertThat(shop.price(3)).isEqualTo(30);
        assertThat(shop.total(List.of(4L, 3L, 2L, 4L))).isEqualTo(90);
        assertThat(shop.asked).containsExactly(List.of(1L, 2L), List.of(3L), List.of(4L));
    }

    @Test
    void theBodyMayChangeWhatItGetsAndBeSetInItsWays() {
        assertThat(shop.drained(new LinkedHashSet<>(List.of("a", "b")), 2))
                .containsExactly(Map.entry("a", "aa"), Map.entry("b", "bb"));
        assertThat(shop.drained(new LinkedHashSet<>(List.of("c", "b")), 2))
                .containsExactly(Map.entry("c", "cc"), Map.entry("b", "bb"));
        assertThat(shop.drained(Set.of("a"), 3)).containsExactly(Map.entry("a", "aaa"));
        assertThat(shop.asked).containsExactly(Set.of("a", "b"), Set.of("c"), Set.of("a"));
    }

    @Test
    void staticMethodsOfListsAreInOrder() {
        assertThat(lengths(List.of("bb", "a", "bb"))).containsExactly(2, 1, 2);
        assertThat(lengths(List.of("ccc", "a"))).containsExactly(3, 1);
        assertThat(lengths(List.of())).isEmpty();
        assertThat(STATIC).containsExactly(List.of("bb", "a"), List.of("ccc"));
    }

    @Test
    void exceptionsAreTheBodysOwnAndNothingIsKept() throws IOException {
        shop.fails = true;
        assertThatThrownBy(() -> shop.read(List.of(1)))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("down");
        shop.fails = false;
        assertThat(shop.read(List.of(1, 2))).hasSize(2);
        assertThat(shop.asked).containsExactly(List.of(1), List.of(1, 2));
    }

    @Test
    void staleValuesAreReturnedInThePlaceOfAnException() throws IOException {
        assertThat(shop.kept(List.of(1, 2))).hasSize(2);
        shop.fails = true;
        assertThat(shop.kept(List.of(2, 1))).containsExactly(Map.entry(2, "kept 2"), Map.entry(1, "kept 1"));
        assertThatThrownBy(() -> shop.kept(List.of(2, 3))).hasMessage("down");
    }

    @Test
    void whatTheBodyCatchesAndReturnsInsteadIsItsResult() {
        shop.fails = true;
        assertThat(shop.caught(List.of(1, 2))).containsExactly(Map.entry(1, "caught"), Map.entry(2, "caught"));
        assertThat(shop.caught(List.of(1))).containsExactly(Map.entry(1, "caught"));
        assertThat(shop.asked).hasSize(1);
    }

    @Test
    void aFailureOfAnotherCallIsThrownWhereTheOwnBodyHasReturned() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        shop.hold = new CountDownLatch(1);
        shop.begun = begun;
        FutureTask<Object> first = new FutureTask<>(() -> shop.caughtByNobody(List.of(1, 2)));
        new Thread(first, "first").start();
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        FutureTask<Object> second = new FutureTask<>(() -> shop.caughtByNobody(List.of(2, 3)));
        new Thread(second, "second").start();
        assertThat(comes(() -> Memo.runtime().flights().stream().anyMatch(flight -> flight.waiters() > 0)))
                .isTrue();
        shop.fails = true;
        shop.hold.countDown();
        assertThatThrownBy(first::get).hasRootCauseMessage("1, 2 failed");
        assertThatThrownBy(second::get).hasRootCauseMessage("1, 2 failed");
        shop.fails = false;
        assertThat(shop.caughtByNobody(List.of(3))).hasSize(1);
        assertThat(shop.asked).containsExactly(List.of(1, 2), List.of(3));
    }

    @Test
    void anInterruptedCallRunsTheBodyOnceMoreForTheRest() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        shop.hold = new CountDownLatch(1);
        shop.begun = begun;
        FutureTask<Object> first = new FutureTask<>(() -> shop.caughtByNobody(List.of(1, 2)));
        new Thread(first, "first").start();
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        FutureTask<Map<Integer, String>> second = new FutureTask<>(() -> shop.caughtByNobody(List.of(2, 3)));
        Thread thread = new Thread(second, "second");
        thread.start();
        assertThat(comes(() -> Memo.runtime().flights().stream().anyMatch(flight -> flight.waiters() > 0)))
                .isTrue();
        thread.interrupt();
        assertThat(second.get(30, TimeUnit.SECONDS)).containsOnlyKeys(2, 3);
        shop.hold.countDown();
        first.get(30, TimeUnit.SECONDS);
        assertThat(shop.asked).containsExactly(List.of(1, 2), List.of(3), List.of(2));
    }

    @Test
    void whatACallIsAboutCanBeDroppedAndPeekedAt() {
        shop.total(List.of(1L, 2L));
        assertThat(Memo.peek(() -> shop.prices(List.of(2L))).value()).isEqualTo(Map.of(2L, 20));
        assertThat(Memo.invalidate(() -> shop.total(List.of(2L)))).isTrue();
        assertThat(shop.price(2)).isEqualTo(20);
        assertThat(shop.asked).containsExactly(List.of(1L, 2L), List.of(2L));
    }

    @Cached(each = true)
    private static List<Integer> lengths(List<String> texts) {
        STATIC.add(List.copyOf(texts));
        List<Integer> lengths = new ArrayList<>();
        for (String text : texts) {
            lengths.add(text.length());
        }
        return lengths;
    }

    private static boolean comes(java.util.function.BooleanSupplier condition) {
        for (int i = 0; i < TRIES && !condition.getAsBoolean(); i++) {
            LockSupport.parkNanos(NAP_NANOS);
        }
        return condition.getAsBoolean();
    }

    /** Has methods that nobody outside can call. Thread-safe. */
    private static final class Shop {
        final Collection<Object> asked = new ConcurrentLinkedQueue<>();
        volatile boolean fails;
        volatile CountDownLatch hold = new CountDownLatch(0);
        volatile CountDownLatch begun = new CountDownLatch(1);

        int total(List<Long> ids) {
            return prices(ids).values().stream().mapToInt(Integer::intValue).sum();
        }

        @Cached
        int price(long id) {
            asked.add(List.of(id));
            return (int) id * 10;
        }

        @Cached(each = true, of = "price")
        private Map<Long, Integer> prices(Collection<Long> ids) {
            asked.add(List.copyOf(ids));
            Map<Long, Integer> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, (int) (id * 10)));
            return found;
        }

        @Cached(each = true)
        synchronized Map<String, String> drained(Set<String> texts, int times) {
            asked.add(Set.copyOf(texts));
            Map<String, String> found = new LinkedHashMap<>();
            while (!texts.isEmpty()) {
                String text = texts.iterator().next();
                texts.remove(text);
                found.put(text, text.repeat(times));
            }
            texts = null;
            return found;
        }

        @Cached(each = true)
        Map<Integer, String> read(List<Integer> ids) throws IOException {
            asked.add(List.copyOf(ids));
            return found(ids, "read ");
        }

        @Cached(each = true, ttl = "1ns", keep = "1h", retry = "1ns")
        Map<Integer, String> kept(Iterable<Integer> ids) throws IOException {
            return found(ids, "kept ");
        }

        @Cached(each = true)
        Map<Integer, String> caught(List<Integer> ids) {
            asked.add(List.copyOf(ids));
            try {
                return found(ids, "read ");
            } catch (IOException e) {
                Map<Integer, String> found = new LinkedHashMap<>();
                ids.forEach(id -> found.put(id, "caught"));
                return found;
            }
        }

        @Cached(each = true)
        Map<Integer, String> caughtByNobody(List<Integer> ids) {
            asked.add(List.copyOf(ids));
            if (ids.contains(1)) {
                begun.countDown();
                try {
                    if (!hold.await(30, TimeUnit.SECONDS)) {
                        throw new AssertionError("never released");
                    }
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                if (fails) {
                    throw new IllegalStateException("1, 2 failed");
                }
            }
            Map<Integer, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, "" + id));
            return found;
        }

        private Map<Integer, String> found(Iterable<Integer> ids, String text) throws IOException {
            if (fails) {
                throw new IOException("down");
            }
            Map<Integer, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, text + id));
            return found;
        }
    }
}
