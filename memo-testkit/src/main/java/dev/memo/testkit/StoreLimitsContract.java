// SPDX-License-Identifier: Apache-2.0
package dev.memo.testkit;

import static dev.memo.testkit.StoreContract.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.spi.Store;
import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreLimits;
import dev.memo.spi.StorePolicy;
import dev.memo.spi.StoreRegion;
import dev.memo.spi.StoreRow;
import dev.memo.spi.StoreScan;
import dev.memo.spi.StoreValue;
import dev.memo.spi.StoreWritten;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The part of {@link StoreContract} on limits and the order in which values go. Confined to one thread. */
abstract class StoreLimitsContract {
    private final StoreContract contract;

    StoreLimitsContract(StoreContract contract) {
        this.contract = contract;
    }

    @ParameterizedTest
    @CsvSource({"LRU, 2 3 1", "LFU, 3 2 1", "FIFO, 1 2 3", "LIFO, 3 2 1", "MRU, 1 3 2"})
    void valuesGoInTheOrderOfThePolicy(StorePolicy policy, String expected) {
        limit(StoreLimits.NONE.maxEntries(3).policy(policy));
        put(1);
        put(2);
        put(3);
        touch(2, 1);
        touch(3, 0);
        touch(1, 2);
        put(1); // keeps its place where the order of puts counts

        List<StoreKey> order = new ArrayList<>(put(4).evicted());
        store().write(List.of(StoreChange.remove(key("a", 4))));
        assertThat(order).hasSize(1);
        limit(StoreLimits.NONE.maxEntries(1).policy(policy));
        order.addAll(store().sweep(10).evicted());
        order.addAll(remaining());

        assertThat(order).isEqualTo(keys(expected));
    }

    @ParameterizedTest
    @EnumSource(StorePolicy.class)
    @Tag("parity-38")
    void limitsHoldAfterEachWriteAndTheSumsAreExact(StorePolicy policy) {
        StoreLimits limits = StoreLimits.NONE.maxEntries(20).maxBytes(4_000).policy(policy);
        limit(limits);
        Random random = new Random(17);
        int evicted = 0;
        for (int i = 0; i < 300; i++) {
            evicted += write(random).evicted().size();
            List<StoreRow> rows = rows();
            long bytes = rows.stream().mapToLong(StoreRow::weight).sum();
            assertThat(limits.exceeded(rows.size(), bytes)).as("write %d", i).isFalse();
            assertThat(store().regions()).contains(new StoreRegion("a", rows.size(), bytes));
        }
        assertThat(evicted).isPositive();
    }

    @ParameterizedTest
    @EnumSource(StorePolicy.class)
    @Tag("parity-37")
    void theSameWritesLeaveTheSameValues(StorePolicy policy) {
        assertThat(survivors(policy, "one"))
                .isEqualTo(survivors(policy, "other"))
                .hasSize(10);
    }

    @Test
    @Tag("parity-56")
    void whatIsEvictedIsToldAndWhatIsPutStays() {
        limit(StoreLimits.NONE.maxEntries(2));
        put(1);
        put(2);

        StoreWritten written =
                store().write(List.of(StoreChange.put(key("a", 3), value(0)), StoreChange.put(key("a", 4), value(0))));

        assertThat(written.evicted()).containsExactly(key("a", 1), key("a", 2));
        assertThat(remaining()).containsExactlyInAnyOrder(key("a", 3), key("a", 4));
    }

    @Test
    @Tag("parity-39")
    void endedValuesGoBeforeLivingOnesAndAreNotToldAsEvicted() {
        limit(StoreLimits.NONE.maxEntries(3));
        put(1);
        store().write(List.of(StoreChange.put(key("a", 2), value(0).endingAt(contract.now() + 1_000))));
        put(3);
        contract.ticker.advance(Duration.ofSeconds(1));

        StoreWritten written = put(4);

        assertThat(written.evicted()).isEmpty();
        assertThat(written.expired()).isEqualTo(1);
        assertThat(remaining()).containsExactlyInAnyOrder(key("a", 1), key("a", 3), key("a", 4));
    }

    @Test
    @Tag("parity-30")
    void valueThatIsTooLargeEvictsNothingAndLeavesNoOlderOneUnderItsKey() {
        limit(StoreLimits.NONE.maxBytes(2_000));
        put(1);
        put(2);

        StoreWritten written = store().write(List.of(StoreChange.put(key("a", 1), value(900))));

        assertThat(written.rejected()).containsExactly(key("a", 1));
        assertThat(written.evicted()).isEmpty();
        assertThat(remaining()).containsExactly(key("a", 2));
        limit(StoreLimits.NONE.maxBytes(2_000).maxEntryShare(1));
        assertThat(store().write(List.of(StoreChange.put(key("a", 1), value(900))))
                        .rejected())
                .isEmpty();
    }

    @Test
    void limitOfAllRegionsTogetherTakesFromAnyOfThem() {
        reopen(StoreLimits.NONE.maxEntries(4));
        for (int i = 0; i < 4; i++) {
            store().write(List.of(StoreChange.put(key("r" + i, 0), value(0))));
        }
        store().write(List.of(StoreChange.touch(key("r0", 0), contract.now(), 1)));

        StoreWritten written = store().write(
                        List.of(StoreChange.put(key("r9", 0), value(0)), StoreChange.put(key("r9", 1), value(0))));

        assertThat(written.evicted()).containsExactly(key("r1", 0), key("r2", 0));
        assertThat(store().regions().stream().mapToLong(StoreRegion::entries).sum())
                .isEqualTo(4);
    }

    @Test
    void loweredLimitIsKeptByTheSweep() {
        IntStream.range(0, 10).forEach(this::put);
        limit(StoreLimits.NONE.maxEntries(4));

        List<StoreKey> evicted = new ArrayList<>(store().sweep(3).evicted());
        assertThat(evicted).hasSize(3);
        evicted.addAll(store().sweep(100).evicted());

        assertThat(evicted)
                .isEqualTo(IntStream.range(0, 6).mapToObj(i -> key("a", i)).toList());
    }

    @Test
    void changedPolicyCountsAfterTheSweep() {
        limit(StoreLimits.NONE.maxEntries(20).policy(StorePolicy.FIFO));
        IntStream.range(0, 20).forEach(this::put);
        limit(StoreLimits.NONE.maxEntries(20).policy(StorePolicy.LIFO));
        boolean more = true;
        while (more) {
            more = store().sweep(7).more();
        }

        assertThat(put(99).evicted()).containsExactly(key("a", 19));
    }

    private List<Integer> survivors(StorePolicy policy, String name) {
        StoreLimits limits = StoreLimits.NONE.maxEntries(10).policy(policy);
        contract.store.close();
        contract.store = contract.open(contract.folder, contract.settings(name, limits));
        Random random = new Random(5);
        for (int i = 0; i < 100; i++) {
            StoreKey read = key("a", random.nextInt(30));
            store().write(List.of(
                    StoreChange.put(key("a", random.nextInt(30)), value(0)),
                    StoreChange.touch(read, contract.now(), random.nextInt(3))));
        }
        List<StoreKey> left = remaining();
        return IntStream.range(0, 30)
                .filter(i -> left.contains(key("a", i)))
                .boxed()
                .toList();
    }

    private StoreWritten write(Random random) {
        List<StoreChange> changes = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            StoreKey key = key("a", random.nextInt(60));
            changes.add(
                    switch (random.nextInt(8)) {
                        case 0 -> StoreChange.remove(key);
                        case 1, 2 -> StoreChange.touch(key, contract.now(), random.nextInt(3));
                        default -> StoreChange.put(key, value(random.nextInt(300)));
                    });
        }
        return store().write(changes);
    }

    private StoreWritten put(int number) {
        return store().write(List.of(StoreChange.put(key("a", number), value(0))));
    }

    private void touch(int number, int hits) {
        store().write(List.of(StoreChange.touch(key("a", number), contract.now(), hits)));
    }

    private void limit(StoreLimits limits) {
        store().limit("a", limits);
    }

    private void reopen(StoreLimits limits) {
        contract.store.close();
        contract.store = contract.open(contract.folder, contract.settings("store", limits));
    }

    private List<StoreKey> remaining() {
        return contract.rows();
    }

    private List<StoreRow> rows() {
        List<StoreRow> found = new ArrayList<>();
        store().scan(StoreScan.ALL.of("a"), found::add);
        return found;
    }

    private StoreValue value(int length) {
        return contract.value("x".repeat(length));
    }

    private Store store() {
        return contract.store;
    }

    private static List<StoreKey> keys(String numbers) {
        return List.of(numbers.split(" ")).stream()
                .map(number -> key("a", Integer.parseInt(number)))
                .toList();
    }
}
