// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Cached;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.method.Invalidation;
import dev.memo.method.MethodRef;
import dev.memo.region.Scopes;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Invalidations in a transaction: they happen at the commit, and not at all after a rollback. */
@Timeout(60)
class TransactionTest {
    private final ScriptedTransactions transactions = new ScriptedTransactions();
    private final Memo memo = Memo.builder().transactions(transactions).build();
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    /** What is committed, and what this thread's transaction has written. */
    private final Map<Long, Integer> committed = new ConcurrentHashMap<>();

    private final ThreadLocal<Map<Long, Integer>> written = ThreadLocal.withInitial(ConcurrentHashMap::new);
    private final AtomicInteger loads = new AtomicInteger();
    private Runnable inLoad = () -> {};

    /** Reads as the database's isolation would have it. */
    interface Prices {
        @Cached(tags = "prices")
        int price(long id);

        @Cached
        int list(long id);
    }

    private final Prices prices = memo.proxy(Prices.class, new Prices() {
        @Override
        public int price(long id) {
            loads.incrementAndGet();
            int seen = read(id);
            inLoad.run();
            return seen;
        }

        @Override
        public int list(long id) {
            loads.incrementAndGet();
            return read(id) * 10;
        }
    });

    private int read(long id) {
        Integer own = written.get().get(id);
        return own != null ? own : committed.getOrDefault(id, 1);
    }

    private void write(long id, int price) {
        written.get().put(id, price);
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

    private int elsewhere() throws Exception {
        return other.submit(() -> prices.price(1)).get();
    }

    @AfterEach
    void nothingStaysPending() {
        other.shutdownNow();
        assertThat(Scopes.active).isZero();
        assertThat(Scopes.here()).isFalse();
    }

    @Test
    void atTheCommitEverybodySeesTheNewValue() throws Exception {
        prices.price(1);
        transactions.begin();
        write(1, 2);
        assertThat(Memo.invalidate(() -> prices.price(1))).isTrue();
        assertThat(elsewhere()).as("others are served what is committed").isEqualTo(1);
        assertThat(loads).as("without a load").hasValue(1);
        assertThat(prices.price(1)).as("the transaction sees its own write").isEqualTo(2);
        assertThat(elsewhere()).as("which is not kept").isEqualTo(1);
        commit();
        assertThat(elsewhere()).isEqualTo(2);
        assertThat(prices.price(1)).isEqualTo(2);
        assertThat(loads).hasValue(3);
    }

    @Test
    void afterARollbackNothingIsLost() throws Exception {
        prices.price(1);
        transactions.begin();
        write(1, 2);
        Memo.invalidate(() -> prices.price(1));
        memo.invalidateTag("prices");
        memo.invalidateAll();
        assertThat(prices.price(1)).isEqualTo(2);
        rollBack();
        assertThat(prices.price(1)).isEqualTo(1);
        assertThat(elsewhere()).isEqualTo(1);
        assertThat(loads).as("the first, and that of the transaction").hasValue(2);
    }

    @Test
    void aTagAMethodAndEverythingWaitForTheCommitAlike() throws Exception {
        for (Runnable invalidation : new Runnable[] {
            () -> memo.invalidateTag("prices"),
            () -> memo.method(Prices.class, "price").invalidateAll(),
            () -> memo.method(Prices.class, "price").invalidate(1L),
            memo::invalidateAll
        }) {
            committed.put(1L, 1);
            memo.invalidateAll();
            prices.price(1);
            transactions.begin();
            write(1, 2);
            invalidation.run();
            assertThat(elsewhere()).isEqualTo(1);
            assertThat(prices.price(1)).isEqualTo(2);
            commit();
            assertThat(elsewhere()).isEqualTo(2);
        }
    }

    @Test
    void anOlderReadersLoadThatTheCommitOvertakesIsNotKept() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        inLoad = () -> {
            loading.countDown();
            await(release);
        };
        transactions.begin();
        write(1, 2);
        Future<Integer> older = other.submit(() -> prices.price(1));
        loading.await();
        inLoad = () -> {};
        memo.method(Prices.class, "price").invalidateAll();
        commit();
        release.countDown();
        assertThat(older.get()).as("its caller gets it").isEqualTo(1);
        assertThat(prices.price(1)).isEqualTo(2);
        assertThat(elsewhere()).isEqualTo(2);
    }

    @Test
    void whatTheTransactionsThreadLoadsIsNotKeptAndItsOtherHitsAreServed() {
        prices.list(7);
        transactions.begin();
        write(1, 2);
        prices.price(1);
        memo.method(Prices.class, "price").invalidateAll();
        assertThat(prices.list(7)).isEqualTo(10);
        assertThat(prices.list(1)).as("rests on what is not committed").isEqualTo(20);
        rollBack();
        assertThat(prices.list(1)).isEqualTo(10);
        memo.invalidateAll();
    }

    @Test
    void peekAndObserveDoNotSeeWhatTheTransactionHasInvalidated() {
        prices.price(1);
        transactions.begin();
        Memo.invalidate(() -> prices.price(1));
        assertThat(Memo.peek(() -> prices.price(1)).isMiss()).isTrue();
        assertThat(Memo.observe(() -> prices.price(1)).outcome()).isEqualTo(Observation.Outcome.BYPASSED);
        transactions.rollBack();
        assertThat(Memo.peek(() -> prices.price(1)).isHit()).isTrue();
    }

    @Test
    void aTransactionInATransactionIsOnItsOwn() throws Exception {
        prices.price(1);
        transactions.begin();
        memo.method(Prices.class, "price").invalidateAll();
        transactions.begin();
        assertThat(prices.price(1)).as("the inner one has invalidated nothing").isEqualTo(1);
        assertThat(loads).hasValue(1);
        memo.invalidateTag("prices");
        rollBack();
        assertThat(Memo.peek(() -> prices.price(1)).isMiss())
                .as("the outer one has")
                .isTrue();
        assertThat(elsewhere()).isEqualTo(1);
        assertThat(loads).hasValue(1);
        commit();
        prices.price(1);
        assertThat(loads).hasValue(2);
    }

    @Test
    void withoutATransactionItHappensAtOnce() {
        prices.price(1);
        assertThat(Memo.invalidate(() -> prices.price(1))).isTrue();
        assertThat(Memo.peek(() -> prices.price(1)).isMiss()).isTrue();
    }

    @Test
    void aHookThatThrowsLetsItHappenAtOnce() {
        prices.price(1);
        transactions.begin();
        transactions.fail(new IllegalStateException("no transaction manager"));
        assertThat(Memo.invalidate(() -> prices.price(1))).isTrue();
        assertThat(Memo.peek(() -> prices.price(1)).isMiss()).isTrue();
    }

    @Test
    void aHookMayComeLater() {
        Memo late = Memo.create();
        Prices own = late.proxy(Prices.class, new Prices() {
            @Override
            public int price(long id) {
                return loads.incrementAndGet();
            }

            @Override
            public int list(long id) {
                return 0;
            }
        });
        late.transactions(transactions);
        own.price(1);
        transactions.begin();
        late.invalidateTag("prices");
        transactions.rollBack();
        assertThat(own.price(1)).isEqualTo(1);
        assertThatThrownBy(() -> Memo.builder().transactions(Nulls.any()).build())
                .hasMessageContaining("transactions must not be null");
    }

    @Test
    void whatOthersKeepOfAMethodThatWasNotCalledBeforeIsDroppedToo() throws Throwable {
        Engine engine = new Engine(EngineSettings.defaults());
        engine.connect(transactions);
        MethodRef late = new MethodRef("test.Late", "late", "(I)Ljava/lang/Object;");
        Invalidation invalidation = new Invalidation(late, false, true, false, List.of(0));
        MethodHandle change = (MethodHandle) engine.linker()
                .invokeExact(
                        MethodHandles.lookup(),
                        "invalidate",
                        MethodType.methodType(Object.class, int.class),
                        "change",
                        "(I)V",
                        Invalidation.encode(List.of(invalidation)));
        transactions.begin();
        assertThat((Object) change.invokeExact(7)).isNull();
        MethodHandle probe = Probes.ofStatic(engine, late, int.class);
        other.submit(() -> loaded(probe, "old")).get();
        assertThat(probe.invokeWithArguments(7))
                .as("the transaction does not see it")
                .isNull();
        commit();
        assertThat(probe.invokeWithArguments(7)).as("a load").isInstanceOf(CountDownLatch.class);
        memo.invalidateAll();
    }

    private static Object loaded(MethodHandle probe, Object value) {
        try {
            Probes.load(probe.invokeWithArguments(7), value);
            return value;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
