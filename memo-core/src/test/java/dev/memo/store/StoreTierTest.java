// SPDX-License-Identifier: Apache-2.0
package dev.memo.store;

import static dev.memo.store.Keys.key;
import static dev.memo.store.Keys.number;
import static dev.memo.store.Keys.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Eventually;
import dev.memo.spi.Store;
import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreException;
import dev.memo.spi.StoreException.Kind;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreLimits;
import dev.memo.spi.StoreScan;
import dev.memo.spi.StoreSettings;
import dev.memo.spi.StoreValue;
import dev.memo.testkit.FakeTicker;
import dev.memo.testkit.FaultyStore;
import dev.memo.testkit.InMemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read at once and stored soon; a store in trouble is left alone, and nothing older comes back with it. */
@Timeout(60)
class StoreTierTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Pace AT_ONCE = new Pace(0, 100, 1_000, 1 << 20, 20_000_000_000L);
    private static final Pace NEVER_BY_TIME = new Pace(Long.MAX_VALUE / 2, 100, 1_000, 1 << 20, 20_000_000_000L);

    private final FakeTicker ticker = new FakeTicker();
    private final List<StoreKey> evicted = new CopyOnWriteArrayList<>();
    private final List<StoreException> told = new CopyOnWriteArrayList<>();
    private final FaultyStore store =
            new FaultyStore(new InMemoryStore(StoreSettings.at("test").ticker(ticker)));

    @Test
    void whatIsPutAtOnceIsStoredThoughNobodyWaits() {
        StoreTier tier = tier(NEVER_BY_TIME);

        long unused = tier.putAll(List.of((StoreChange.Put) StoreChange.put(key(1), value(10))), true);

        assertThat(Eventually.holds(() -> store.read(key(1)) != null)).isTrue();
    }

    @Test
    void whatIsWrittenIsReadAtOnceAndStoredOnceFlushed() throws InterruptedException {
        StoreTier tier = tier(NEVER_BY_TIME);

        long number = tier.put(key(1), value(10), true);

        assertThat(tier.read(key(1)).value()).isEqualTo(value(10));
        assertThat(tier.flush(number, LONG)).isTrue();
        assertThat(store.read(key(1))).isEqualTo(value(10));
        assertThat(tier.read(key(1)).value()).isEqualTo(value(10));
    }

    @Test
    @Tag("parity-61")
    void whatOtherCodeHasWrittenIsSwept() throws InterruptedException {
        byte[] useful = {1};
        store.write(List.of(
                StoreChange.put(key("old", 1), value(1).withFingerprint(new byte[] {2})),
                StoreChange.put(key("old", 2), value(2).withFingerprint(useful)),
                StoreChange.put(key("other", 3), value(3).withFingerprint(new byte[] {2}))));
        StoreTier tier = tier(AT_ONCE);

        tier.keepOnly("old", useful);

        assertThat(tier.flush(tier.put(key(4), value(4), true), LONG)).isTrue();
        assertThat(tier.flush(tier.put(key(5), value(5), true), LONG))
                .as("the sweep is between the two")
                .isTrue();
        assertThat(store.read(key("old", 1))).isNull();
        assertThat(store.read(key("old", 2))).isNotNull();
        assertThat(store.read(key("other", 3))).isNotNull();
    }

    @Test
    void manyValuesAreWrittenInFewBatches() throws InterruptedException {
        StoreTier tier = tier(NEVER_BY_TIME);
        long number = 0;
        for (int i = 0; i < 95; i++) {
            number = tier.put(key(i), value(i), true);
        }

        assertThat(tier.flush(number, LONG)).isTrue();
        assertThat(store.calls()).as("one for the batch, and one sweep perhaps").isLessThanOrEqualTo(2);
    }

    @Test
    void aRemovedKeyIsKnownToBeGoneThoughTheStoreStillHasIt() throws InterruptedException {
        StoreTier tier = tier(AT_ONCE);
        tier.flush(tier.put(key(1), value(10), true), LONG);
        CountDownLatch goOn = new CountDownLatch(1);
        store.beforeEach(call -> await(call.method().equals("write") ? goOn : null));

        tier.remove(key(1));

        assertThat(tier.read(key(1))).isEqualTo(StoreTier.Lookup.NOTHING);
        goOn.countDown();
    }

    @Test
    void whatWasInvalidatedInTroubleDoesNotComeBack() throws InterruptedException {
        StoreTier tier = tier(AT_ONCE);
        tier.flush(tier.put(key(1), value(10), true), LONG);
        tier.flush(tier.put(key(2), value(20), true), LONG);
        tier.flush(tier.put(key(3), value(30), true), LONG);
        store.failing(Kind.FULL);
        assertThat(tier.flush(tier.remove(key(1)), LONG)).isFalse();
        assertThat(tier.flush(tier.put(key(2), value(21), false), LONG)).isFalse();

        assertThat(tier.read(key(1)).value()).isNull();
        store.failing((Kind) null);
        tier.flush(
                tier.remove(key(99)), LONG); // a write that was under way may fail yet, and what came meanwhile with it
        assertThat(tier.flush(tier.put(key(4), value(40), true), LONG)).isTrue();

        assertThat(tier.read(key(1)).value()).isNull();
        assertThat(tier.read(key(2)).value())
                .as("the newer one was lost, the older one must not be served")
                .isNull();
        assertThat(tier.read(key(3)).value()).isEqualTo(value(30));
        assertThat(tier.dropped()).isEqualTo(1);
    }

    @Test
    void aFullStoreIsStillRead() throws InterruptedException {
        StoreTier tier = tier(AT_ONCE);
        tier.flush(tier.put(key(1), value(10), true), LONG);
        store.failing(call -> call.method().equals("write") ? new FaultyStore.Fault(Kind.FULL, false) : null);
        tier.flush(tier.put(key(2), value(20), true), LONG);

        assertThat(tier.read(key(1)).value()).isEqualTo(value(10));
        assertThat(told).extracting(StoreException::kind).containsExactly(Kind.FULL);
    }

    @Test
    void whoeverAsksAfterTheFailureIsToldAtOnce() throws InterruptedException {
        StoreTier tier = tier(AT_ONCE);
        store.failing(call -> call.method().equals("write") ? new FaultyStore.Fault(Kind.FULL, false) : null);
        long put = tier.put(key(1), value(10), true);
        assertThat(tier.flush(put, LONG)).isFalse();

        assertThat(tier.flush(put, Duration.ofDays(1))).isFalse();
    }

    @Test
    void aStoreThatCannotBeReachedIsLeftAloneForAWhileAndToldOfOnce() {
        StoreTier tier = tier(AT_ONCE);
        store.failing(Kind.UNREACHABLE);
        for (int i = 0; i < 100; i++) {
            assertThat(tier.read(key(1))).isEqualTo(StoreTier.Lookup.UNKNOWN);
        }
        assertThat(store.calls()).isLessThanOrEqualTo(2);
        assertThat(told).hasSize(1);
    }

    @Test
    void aStoreThatWasOpenedAnewIsUsedAgain() throws InterruptedException {
        StoreTier tier = tier(AT_ONCE, new Unclosed(store)::store);
        store.failing(Kind.UNREACHABLE);
        assertThat(tier.read(key(1))).isEqualTo(StoreTier.Lookup.UNKNOWN);
        store.failing((Kind) null);
        ticker.advance(Duration.ofMinutes(2));

        assertThat(tier.read(key(1))).isEqualTo(new StoreTier.Lookup(null, true));
        assertThat(tier.flush(tier.put(key(1), value(10), true), LONG)).isTrue();
        store.failing(Kind.UNREACHABLE);
        assertThat(tier.read(key(2))).isEqualTo(StoreTier.Lookup.UNKNOWN);
        assertThat(told).as("once for each time that it went out of use").hasSize(2);
    }

    @Test
    void aClaimWaitsForWhoeverOpensTheStore() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        StoreTier tier = tier(AT_ONCE, () -> {
            opening.countDown();
            await(goOn);
            return store;
        });
        CompletableFuture<StoreTier.Lookup> read = CompletableFuture.supplyAsync(() -> tier.read(key(1)));
        opening.await();
        assertThat(tier.read(key(1))).as("others do not wait").isEqualTo(StoreTier.Lookup.UNKNOWN);
        CompletableFuture<StoreTier.@Nullable Claim> claim = CompletableFuture.supplyAsync(() -> tier.claim(key(1)));

        goOn.countDown();

        StoreTier.Claim got = claim.get();
        assertThat(got == null ? null : got.mine()).isNotNull();
        assertThat(read.get()).isEqualTo(new StoreTier.Lookup(null, true));
    }

    @Test
    void aStoreThatCannotBeOpenedIsToldOfOnce() {
        StoreException trouble =
                new StoreException(Kind.NOT_A_STORE, "Store x: it is something else. Name another file.");
        StoreTier tier = tier(AT_ONCE, () -> {
            throw trouble;
        });

        assertThat(tier.read(key(1))).isEqualTo(StoreTier.Lookup.UNKNOWN);
        assertThat(tier.read(key(1))).isEqualTo(StoreTier.Lookup.UNKNOWN);
        assertThat(told).containsExactly(trouble);
        assertThat(tier.failures()).isEqualTo(1);
    }

    @Test
    void callersAreHeldBackWhileTooMuchWaits() throws InterruptedException {
        StoreTier tier = tier(new Pace(0, 10, 20, 1 << 20, 20_000_000_000L));
        CountDownLatch goOn = new CountDownLatch(1);
        store.beforeEach(call -> await(call.method().equals("write") ? goOn : null));
        for (int i = 0; i < 40; i++) {
            tier.put(key(i), value(i), true);
        }
        Thread caller = new Thread(() -> assertThat(tier.awaitRoom()).isTrue());
        caller.start();
        while (caller.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        goOn.countDown();

        caller.join();
        assertThat(tier.dropped()).isZero();
    }

    @Test
    void whoeverIsHeldBackTooLongGoesOnWithoutTheStore() throws InterruptedException {
        StoreTier tier = tier(new Pace(Long.MAX_VALUE / 2, 100, 1, 1 << 20, 1));
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        store.beforeEach(call -> {
            busy.countDown();
            await(goOn);
        });
        tier.remove(key(0));
        busy.await(); // the writer has nobody to take what waits
        tier.put(key(1), value(1), true);
        tier.put(key(2), value(2), true);

        assertThat(tier.awaitRoom()).isFalse();
        assertThat(tier.dropped()).isEqualTo(1);
        goOn.countDown();
    }

    @Test
    void whatTheStoreEvictsIsTold() throws InterruptedException {
        FaultyStore small = new FaultyStore(new InMemoryStore(
                StoreSettings.at("small").limits(StoreLimits.NONE.maxEntries(2)).ticker(ticker)));
        StoreTier tier = tier(AT_ONCE, () -> small);
        for (int i = 0; i < 3; i++) {
            tier.flush(tier.put(key(i), value(i), true), LONG);
        }
        tier.flush(tier.put(key(3), value(3), true), LONG);

        assertThat(evicted).startsWith(key(0));
    }

    @Test
    void readsAreToldInBatches() throws InterruptedException {
        AtomicInteger writes = new AtomicInteger();
        store.beforeEach(call -> writes.addAndGet(call.method().equals("write") ? 1 : 0));
        StoreTier tier = tier(NEVER_BY_TIME);
        tier.flush(tier.put(key(1), value(1), true), LONG);
        for (int i = 0; i < 50; i++) {
            tier.touch(key(1), 1_000_000 + i);
        }

        assertThat(writes).hasValue(1);
        tier.flush(tier.put(key(2), value(2), true), LONG);
        assertThat(writes).hasValue(2);
        long[] hits = new long[1];
        store.scan(StoreScan.ALL, row -> {
            hits[0] += row.key().equals(key(1)) ? row.hits() : 0;
            return true;
        });
        assertThat(hits[0]).isEqualTo(50);
    }

    @Test
    void closingWritesWhatWaits() {
        InMemoryStore kept = new InMemoryStore(StoreSettings.at("kept").ticker(ticker));
        Unclosed unclosed = new Unclosed(kept);
        StoreTier tier = tier(NEVER_BY_TIME, unclosed::store);
        tier.put(key(1), value(10), true);

        tier.close(LONG);

        assertThat(kept.read(key(1))).isEqualTo(value(10));
    }

    /** Several threads write, by chance the store fails, now and then before and now and then after the deed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingOldIsLeftWhateverFails(long seed) throws InterruptedException {
        StoreTier tier = tier(AT_ONCE);
        store.failing(seed, 0.3, Kind.FULL);
        long[] latest = new long[40];
        Thread[] writers = new Thread[4];
        for (int t = 0; t < writers.length; t++) {
            int from = t * 10;
            Random random = new Random(seed * 31 + t);
            writers[t] = new Thread(() -> change(tier, latest, from, random));
            writers[t].start();
        }
        for (Thread writer : writers) {
            writer.join();
        }
        store.failing((Kind) null);
        tier.flush(tier.remove(key(99)), LONG);
        assertThat(tier.flush(tier.remove(key(99)), LONG)).as("seed %s", seed).isTrue();
        for (int i = 0; i < latest.length; i++) {
            StoreValue found = store.read(key(i));
            if (found != null) {
                assertThat(number(found)).as("seed %s, key %s", seed, i).isEqualTo(latest[i]);
            }
        }
    }

    private static void change(StoreTier tier, long[] latest, int from, Random random) {
        for (int i = 1; i <= 3_000; i++) {
            int at = from + random.nextInt(10);
            if (random.nextInt(4) == 0) {
                tier.remove(key(at));
                latest[at] = 0;
            } else {
                tier.put(key(at), value(i), false);
                latest[at] = i;
            }
        }
    }

    private StoreTier tier(Pace pace) {
        return tier(pace, () -> store);
    }

    private StoreTier tier(Pace pace, Supplier<Store> opener) {
        return new StoreTier(
                new StoreLink(opener, ticker, told::add), pace, ticker, StoreTierTest::start, evicted::addAll);
    }

    private static boolean start(Runnable body) {
        Thread thread = new Thread(body, "memo-store");
        thread.setDaemon(true);
        thread.start();
        return true;
    }

    private static void await(@Nullable CountDownLatch latch) {
        try {
            if (latch != null) {
                latch.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A store that outlives its close. */
    private record Unclosed(Store behind) {
        Store store() {
            return (Store) java.lang.reflect.Proxy.newProxyInstance(
                    Store.class.getClassLoader(),
                    new Class<?>[] {Store.class},
                    (proxy, method, args) -> method.getName().equals("close") ? null : method.invoke(behind, args));
        }
    }
}
