// SPDX-License-Identifier: Apache-2.0
package dev.memo.testkit;

import static dev.memo.testkit.StoreContract.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreRegion;
import dev.memo.spi.StoreRow;
import dev.memo.spi.StoreScan;
import dev.memo.spi.StoreSwept;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The part of {@link StoreContract} on rows that are shown. Confined to one thread. */
abstract class StoreScanContract {
    private static final int ROWS = 700;

    private final StoreContract contract;

    StoreScanContract(StoreContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    void fill() {
        List<StoreChange> changes = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            StoreKey key = key(i % 7 == 0 ? "rare" : "many", i);
            changes.add(StoreChange.put(key, contract.value("value " + i)));
            changes.add(StoreChange.touch(key, contract.now() + i, i % 100));
        }
        contract.store.write(changes);
    }

    @Test
    @Tag("parity-45")
    void allRowsAreShownOnceWithWhatIsKnownOfThem() {
        List<StoreRow> rows = rows(StoreScan.ALL.withValues());

        assertThat(rows).extracting(StoreRow::key).doesNotHaveDuplicates().hasSize(ROWS);
        StoreRow row = rows.stream()
                .filter(each -> each.key().equals(key("many", 150)))
                .findFirst()
                .orElseThrow();
        assertThat(row.value()).isEqualTo(contract.value("value 150"));
        assertThat(row.hits()).isEqualTo(50);
        assertThat(row.usedAtMicros()).isEqualTo(contract.now() + 150);
        assertThat(row.weight()).isEqualTo(StoreRow.weight(row.key(), row.value()));
    }

    @Test
    void valuesAreLeftOutUnlessWanted() {
        assertThat(rows(StoreScan.ALL))
                .hasSize(ROWS)
                .allMatch(row -> row.value().bytes().length == 0);
    }

    @Test
    void regionIsShownAlone() {
        assertThat(rows(StoreScan.ALL.of("rare")))
                .hasSize(ROWS / 7)
                .allMatch(row -> row.key().region().equals("rare"));
        assertThat(rows(StoreScan.ALL.of("nobody"))).isEmpty();
    }

    @Test
    @Tag("parity-61")
    void valuesThatOtherCodeHasWrittenAreRemovedStepByStep() {
        byte[] useful = {1};
        List<StoreChange> some = IntStream.range(1, 50)
                .filter(i -> i % 7 != 0)
                .mapToObj(i -> StoreChange.put(
                        key("many", i), contract.value("value " + i).withFingerprint(useful)))
                .toList();
        contract.store.write(some);

        contract.store.keepOnly("many", useful);

        assertThat(sweep()).isEqualTo(ROWS - ROWS / 7 - some.size());
        assertThat(rows(StoreScan.ALL.of("many")))
                .hasSize(some.size())
                .allMatch(row -> row.value().fingerprint().length == 1);
        assertThat(contract.store.regions())
                .extracting(StoreRegion::entries)
                .containsExactly((long) some.size(), (long) ROWS / 7);
        contract.store.keepOnly("many", useful);
        contract.store.keepOnly("nobody", useful);
        assertThat(sweep()).isZero();
        contract.store.keepOnly("many", new byte[] {2});
        assertThat(sweep()).isEqualTo(some.size());
    }

    private long sweep() {
        long outdated = 0;
        StoreSwept step;
        do {
            step = contract.store.sweep(40);
            outdated += step.outdated();
        } while (step.more());
        return outdated;
    }

    @Test
    void hottestComeFirst() {
        assertThat(rows(StoreScan.ALL.hottest(8)).stream().map(StoreRow::key))
                .isEqualTo(IntStream.of(699, 599, 499, 399, 299, 199, 99, 698)
                        .mapToObj(i -> key(i % 7 == 0 ? "rare" : "many", i))
                        .toList());
        assertThat(rows(StoreScan.ALL.of("rare").hottest(2)).stream().map(StoreRow::key))
                .containsExactly(key("rare", 399), key("rare", 98));
        assertThat(rows(StoreScan.ALL.hottest(10_000))).hasSize(ROWS);
    }

    @Test
    void visitorEndsTheScan() {
        List<StoreRow> seen = new ArrayList<>();

        long shown = contract.store.scan(StoreScan.ALL, row -> {
            seen.add(row);
            return seen.size() < 300;
        });

        assertThat(shown).isEqualTo(300);
        assertThat(seen).hasSize(300);
    }

    @Test
    void visitorMayChangeTheStore() {
        contract.store.scan(
                StoreScan.ALL,
                row -> contract.store
                                .write(List.of(StoreChange.remove(row.key())))
                                .removed()
                        == 1);

        assertThat(contract.rows()).isEmpty();
    }

    private List<StoreRow> rows(StoreScan scan) {
        List<StoreRow> found = new ArrayList<>();
        assertThat(contract.store.scan(scan, found::add)).isEqualTo(found.size());
        return found;
    }
}
