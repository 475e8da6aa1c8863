// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memo under torture, woven, and that its peers are set up to cache, in a JVM with Memo's agent. Confined to one thread. */
@Timeout(120)
class TortureIT {
    @ParameterizedTest
    @EnumSource
    void wovenMethodIsRight(Torment torment) throws InterruptedException {
        Gate.pass(torment, Contestant.MEMO.opening());
    }

    @ParameterizedTest
    @EnumSource
    void contestantCachesAndHearsOfChanges(Contestant contestant) {
        Loads loads = new Loads();
        Peer peer = contestant.opening().apply(loads);

        peer.price(1);
        peer.price(1);
        assertThat(loads.products).containsExactly(1L);
        peer.bounded(2);
        peer.bounded(2);
        assertThat(loads.products).containsExactly(1L, 2L);
        peer.changed(1);
        peer.price(1);
        assertThat(loads.products).containsExactly(1L, 2L, 1L);
    }

    @ParameterizedTest
    @EnumSource
    void contestantThatKnowsFuturesCachesThem(Contestant contestant) {
        Loads loads = new Loads();
        Peer peer = contestant.opening().apply(loads);

        try {
            assertThat(peer.later(1).join()).isEqualTo("1");
            assertThat(peer.later(1).join()).isEqualTo("1");
            assertThat(loads.products).containsExactly(1L);
        } catch (LacksException e) {
            assertThat(contestant).isEqualTo(Contestant.JETCACHE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void contestantThatKnowsManyKeysCachesEach(Contestant contestant) {
        Loads loads = new Loads();
        Peer peer = contestant.opening().apply(loads);

        try {
            assertThat(peer.prices(List.of(1L, 2L))).containsOnly(Map.entry(1L, "1"), Map.entry(2L, "2"));
            assertThat(peer.prices(List.of(2L, 3L))).containsOnly(Map.entry(2L, "2"), Map.entry(3L, "3"));
            assertThat(loads.products).containsExactly(1L, 2L, 3L);
            peer.changed(2);
            assertThat(peer.prices(List.of(1L, 2L, 3L))).hasSize(3);
            assertThat(loads.products).containsExactly(1L, 2L, 3L, 2L);
        } catch (LacksException e) {
            assertThat(contestant).isEqualTo(Contestant.SPRING);
        }
    }

    /** Remembers what was loaded. Confined to one thread. */
    private static final class Loads implements Original {
        final List<Long> products = new ArrayList<>();

        @Override
        public String load(long product) {
            products.add(product);
            return Long.toString(product);
        }

        @Override
        public CompletableFuture<String> loadLater(long product) {
            return CompletableFuture.completedFuture(load(product));
        }
    }
}
