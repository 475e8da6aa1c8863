// SPDX-License-Identifier: Apache-2.0
package dev.memo.testkit;

import static dev.memo.testkit.StoreContract.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.spi.Store;
import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreLease;
import dev.memo.spi.StoreLimits;
import dev.memo.spi.StoreWritten;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of {@link StoreContract} on the right to load a key. Confined to one thread, but for the test of threads. */
abstract class StoreLeaseContract {
    private static final Duration SHORT = Duration.ofSeconds(3);

    private static final StoreKey KEY = key("a", 1);

    private final StoreContract contract;

    StoreLeaseContract(StoreContract contract) {
        this.contract = contract;
    }

    @Test
    void oneOwnerGetsTheLeaseAndOthersLearnWhoHasIt() {
        StoreLease mine = take("me");
        StoreLease theirs = take("you");

        assertThat(mine.granted()).isTrue();
        assertThat(mine.token()).isPositive();
        assertThat(theirs.granted()).isFalse();
        assertThat(theirs.owner()).isEqualTo("me");
        assertThat(theirs.token()).isEqualTo(mine.token());
        assertThat(store().tryLease(key("a", 2), "you", SHORT).granted()).isTrue();
        assertThat(store().tryLease(key("b", 1), "you", SHORT).granted()).isTrue();
    }

    @Test
    void aPutEndsTheLeaseAndAnotherMayHaveItWithAGreaterToken() {
        StoreLease mine = take("me");

        assertThat(put(mine).fenced()).isEmpty();

        assertThat(store().read(KEY)).isNotNull();
        StoreLease next = take("you");
        assertThat(next.granted()).isTrue();
        assertThat(next.token()).isGreaterThan(mine.token());
        assertThat(put(mine).fenced()).containsExactly(KEY);
    }

    @Test
    void releasedLeaseIsFreeAndItsHolderIsFenced() {
        StoreLease mine = take("me");

        assertThat(store().release(mine)).isTrue();
        assertThat(store().release(mine)).isFalse();
        assertThat(store().renew(mine, SHORT)).isFalse();
        assertThat(put(mine).fenced()).containsExactly(KEY);
        assertThat(store().read(KEY)).isNull();
        assertThat(take("you").granted()).isTrue();
    }

    @Test
    void leaseThatIsNotRenewedInTimeMayBeTakenOverAndTheLateHolderIsFenced() {
        StoreLease mine = take("me");
        contract.ticker.advance(SHORT.minusNanos(1_000));
        assertThat(take("you").granted()).isFalse();
        assertThat(store().renew(mine, SHORT)).isTrue();
        contract.ticker.advance(SHORT.minusNanos(1_000));
        assertThat(take("you").granted()).isFalse();
        contract.ticker.advance(Duration.ofNanos(1_000));

        StoreLease theirs = take("you");

        assertThat(theirs.granted()).isTrue();
        assertThat(store().renew(mine, SHORT)).isFalse();
        assertThat(store().release(mine)).isFalse();
        assertThat(put(mine).fenced()).containsExactly(KEY);
        assertThat(store().read(KEY)).isNull();
        assertThat(put(theirs).fenced()).isEmpty();
        assertThat(store().read(KEY)).isNotNull();
    }

    @Test
    void ownerThatAsksAgainGetsANewLeaseAndItsOldOneIsOver() {
        StoreLease old = take("me");
        StoreLease fresh = take("me");

        assertThat(fresh.granted()).isTrue();
        assertThat(fresh.token()).isGreaterThan(old.token());
        assertThat(put(old).fenced()).hasSize(1);
        assertThat(put(fresh).fenced()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"remove", "removeRegion", "removeAll", "put"})
    void whatHappensToTheKeyMeanwhileFencesTheLoadOff(String what) {
        StoreLease mine = take("me");
        StoreChange change = switch (what) {
            case "remove" -> StoreChange.remove(KEY);
            case "removeRegion" -> StoreChange.removeRegion("a");
            case "removeAll" -> StoreChange.removeAll();
            default -> StoreChange.put(KEY, contract.value("newer"));
        };
        store().write(List.of(change));

        assertThat(put(mine).fenced()).containsExactly(KEY);
        assertThat(store().read(KEY)).isEqualTo(what.equals("put") ? contract.value("newer") : null);
    }

    @Test
    void fencedPutDoesNotStopTheOthersOfItsWrite() {
        StoreLease mine = take("me");
        store().release(mine);

        store().write(List.of(
                StoreChange.put(key("a", 2), contract.value("2")),
                StoreChange.put(KEY, contract.value("late"), mine),
                StoreChange.put(key("a", 3), contract.value("3"))));

        assertThat(contract.rows()).containsExactlyInAnyOrder(key("a", 2), key("a", 3));
    }

    @Test
    void putThatIsTooLargeEndsTheLeaseToo() {
        store().limit("a", StoreLimits.NONE.maxBytes(300));
        StoreLease mine = take("me");

        assertThat(store().write(List.of(StoreChange.put(KEY, contract.value("x".repeat(400)), mine)))
                        .rejected())
                .containsExactly(KEY);
        assertThat(take("you").granted()).isTrue();
    }

    @Test
    void leaseIsNoEntry() {
        take("me");

        assertThat(contract.rows()).isEmpty();
        assertThat(store().regions()).allMatch(region -> region.entries() == 0);
    }

    @Test
    void leaseLastsForAPositiveTime() {
        assertThatThrownBy(() -> store().tryLease(KEY, "me", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
    }

    @Test
    void oneOfManyThreadsGetsTheLease() {
        for (int round = 0; round < 20; round++) {
            StoreKey key = key("a", round);
            long granted = IntStream.range(0, 8)
                    .parallel()
                    .filter(i -> store().tryLease(key, "owner " + i, SHORT).granted())
                    .count();
            assertThat(granted).isEqualTo(1);
        }
    }

    private StoreLease take(String owner) {
        return store().tryLease(KEY, owner, SHORT);
    }

    private StoreWritten put(StoreLease lease) {
        return store().write(List.of(StoreChange.put(KEY, contract.value("of " + lease.owner()), lease)));
    }

    private Store store() {
        return contract.store;
    }
}
