// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.region.Scopes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked of a call for many keys in place of its result. */
class EachScopeTest {
    private final Memo memo = Memo.create();
    private final Shop.Backend backend = new Shop.Backend();
    private final Shop shop = memo.proxy(Shop.class, backend);

    @AfterEach
    void everyScopeIsClosed() {
        assertThat(Scopes.active).isZero();
    }

    @Test
    void invalidatingDropsTheKeysOfTheCall() {
        shop.prices(List.of(1L, 2L, 3L));
        assertThat(Memo.invalidate(() -> shop.prices(List.of(1L, 2L)))).isTrue();
        assertThat(Memo.invalidate(() -> shop.prices(List.of(1L, 2L)))).isFalse();
        shop.prices(List.of(1L, 2L, 3L));
        assertThat(backend.asked).containsExactly(List.of(1L, 2L, 3L), List.of(1L, 2L));
    }

    @Test
    void peekingGivesAllOrNothing() {
        assertThat(Memo.peek(() -> shop.prices(List.of(1L))).outcome()).isEqualTo(Lookup.Outcome.MISS);
        shop.price(1);
        assertThat(Memo.peek(() -> shop.prices(List.of(1L))).value()).isEqualTo(Map.of(1L, "1v1"));
        assertThat(Memo.peek(() -> shop.prices(List.of(1L, 2L))).outcome()).isEqualTo(Lookup.Outcome.MISS);
        assertThat(backend.asked).hasSize(1);
    }

    @Test
    void refreshingLoadsThemAllAnew() {
        shop.prices(List.of(1L, 2L));
        backend.version.set(2);
        assertThat(Memo.refresh(() -> shop.prices(List.of(1L, 2L)))).containsEntry(1L, "1v2");
        assertThat(shop.price(2)).isEqualTo("2v2");
        assertThat(backend.asked).containsExactly(List.of(1L, 2L), List.of(1L, 2L));
    }

    @Test
    void bypassingLeavesAllAsItIs() {
        shop.price(1);
        backend.version.set(2);
        assertThat(Memo.bypass(() -> shop.prices(List.of(1L)))).containsEntry(1L, "1v2");
        assertThat(shop.prices(List.of(1L))).containsEntry(1L, "1v1");
    }

    @Test
    void observingTellsAHitWhereAllIsThere() {
        assertThat(Memo.observe(() -> shop.prices(List.of(1L, 2L))).outcome()).isEqualTo(Observation.Outcome.MISS);
        assertThat(Memo.observe(() -> shop.prices(List.of(1L, 2L))).outcome()).isEqualTo(Observation.Outcome.HIT);
        assertThat(Memo.observe(() -> shop.prices(List.of(2L, 3L))).outcome()).isEqualTo(Observation.Outcome.MISS);
        assertThat(backend.asked).containsExactly(List.of(1L, 2L), List.of(3L));
    }
}
