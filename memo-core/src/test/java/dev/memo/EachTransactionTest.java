// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.region.Scopes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls for many keys in a transaction that has invalidated some of them, and beside it. */
@Timeout(60)
class EachTransactionTest {
    private final ScriptedTransactions transactions = new ScriptedTransactions();
    private final Memo memo = Memo.builder().transactions(transactions).build();
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    /** What is committed, and what this thread's transaction has written. */
    private final Map<Long, Integer> committed = new ConcurrentHashMap<>();

    private final ThreadLocal<Map<Long, Integer>> written = ThreadLocal.withInitial(ConcurrentHashMap::new);
    private final Collection<List<Long>> asked = new ConcurrentLinkedQueue<>();
    private volatile Runnable inLoad = () -> {};

    /** Reads as the database's isolation would have it. */
    interface Prices {
        @Cached(tags = "price:{id}")
        int price(long id);

        @Cached(each = true, of = "price")
        Map<Long, Integer> prices(Collection<Long> ids);

        @Cached(each = true)
        List<Integer> doubled(List<Long> ids);
    }

    private final Prices prices = memo.proxy(Prices.class, new Prices() {
        @Override
        public int price(long id) {
            return read(List.of(id)).get(0);
        }

        @Override
        public Map<Long, Integer> prices(Collection<Long> ids) {
            Map<Long, Integer> found = new LinkedHashMap<>();
            List<Integer> read = read(ids);
            for (Long id : ids) {
                found.put(id, read.get(found.size()));
            }
            return found;
        }

        @Override
        public List<Integer> doubled(List<Long> ids) {
            return read(ids).stream().map(price -> 2 * price).toList();
        }
    });

    private List<Integer> read(Collection<Long> ids) {
        asked.add(List.copyOf(ids));
        List<Integer> seen = new ArrayList<>();
        for (Long id : ids) {
            Integer own = written.get().get(id);
            seen.add(own != null ? own : committed.getOrDefault(id, 1));
        }
        inLoad.run();
        return seen;
    }

    private void commit() {
        committed.putAll(written.get());
        written.get().clear();
        transactions.commit();
    }

    private void rollBack() {
        written.get().clear();
        transactions.rollBack();
    }

    private Map<Long, Integer> elsewhere(Long... ids) throws Exception {
        return other.submit(() -> prices.prices(List.of(ids))).get();
    }

    @AfterEach
    void nothingStaysPending() {
        other.shutdownNow();
        assertThat(Scopes.active).isZero();
    }

    @Test
    void aCallForManyKeysSeesItsOwnWritesAndOthersWhatIsCommitted() throws Exception {
        prices.prices(List.of(1L, 2L, 3L));
        transactions.begin();
        written.get().put(1L, 5);
        assertThat(Memo.invalidate(() -> prices.prices(List.of(1L, 2L)))).isTrue();
        assertThat(elsewhere(1L, 2L, 3L)).isEqualTo(Map.of(1L, 1, 2L, 1, 3L, 1));
        assertThat(prices.prices(List.of(1L, 2L))).isEqualTo(Map.of(1L, 5, 2L, 1));
        assertThat(elsewhere(1L)).as("which is not kept").isEqualTo(Map.of(1L, 1));
        commit();
        assertThat(elsewhere(1L, 2L, 3L)).isEqualTo(Map.of(1L, 5, 2L, 1, 3L, 1));
        assertThat(asked)
                .as("the first load, that of the transaction, and that of what it has dropped")
                .containsExactly(List.of(1L, 2L, 3L), List.of(1L, 2L), List.of(1L, 2L));
    }

    @Test
    void afterARollbackAllIsServedAsBefore() throws Exception {
        prices.prices(List.of(1L, 2L));
        transactions.begin();
        written.get().put(2L, 5);
        memo.method(Prices.class, "price").invalidate(2L);
        memo.invalidateTag("price:2");
        assertThat(prices.prices(List.of(2L, 4L))).isEqualTo(Map.of(2L, 5, 4L, 1));
        rollBack();
        assertThat(prices.prices(List.of(1L, 2L))).isEqualTo(Map.of(1L, 1, 2L, 1));
        assertThat(elsewhere(4L)).isEqualTo(Map.of(4L, 1));
        assertThat(asked)
                .as("4 was loaded in the transaction, and not kept")
                .containsExactly(List.of(1L, 2L), List.of(2L, 4L), List.of(4L));
    }

    @Test
    void keysThatTheTransactionHasNotTouchedAreHits() {
        prices.doubled(List.of(1L, 2L));
        prices.price(1);
        asked.clear();
        transactions.begin();
        written.get().put(3L, 5);
        memo.method(Prices.class, "price").invalidateAll();
        assertThat(prices.doubled(List.of(1L, 3L, 4L))).containsExactly(2, 10, 2);
        assertThat(asked).as("in one go").containsExactly(List.of(3L, 4L));
        rollBack();
        assertThat(prices.doubled(List.of(1L, 3L, 4L))).containsExactly(2, 2, 2);
        assertThat(asked).as("what rests on the write was not kept").containsExactly(List.of(3L, 4L), List.of(3L, 4L));
    }

    @Test
    void anOlderReadersLoadOfManyIsKeptForTheKeysThatTheCommitHasNotDropped() throws Exception {
        prices.price(9);
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        inLoad = () -> {
            loading.countDown();
            Latches.await(release);
        };
        transactions.begin();
        written.get().put(1L, 5);
        Future<Map<Long, Integer>> older = other.submit(() -> prices.prices(List.of(1L, 2L)));
        Latches.await(loading);
        inLoad = () -> {};
        assertThat(Memo.invalidate(() -> prices.price(1))).isTrue();
        commit();
        release.countDown();
        assertThat(older.get()).as("its caller gets it").isEqualTo(Map.of(1L, 1, 2L, 1));
        asked.clear();
        assertThat(prices.prices(List.of(1L, 2L))).isEqualTo(Map.of(1L, 5, 2L, 1));
        assertThat(asked).as("2 was kept, 1 was fenced off").containsExactly(List.of(1L));
    }
}
