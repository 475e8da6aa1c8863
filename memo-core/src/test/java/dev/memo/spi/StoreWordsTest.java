// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The records that stores and their users speak in. Confined to one thread. */
class StoreWordsTest {
    private static final byte[] DIGEST = new byte[16];

    @Test
    void keysAreEqualByContent() {
        StoreKey key = new StoreKey("Users.find", DIGEST.clone(), new byte[] {1, 2});

        assertThat(key)
                .isEqualTo(new StoreKey("Users.find", DIGEST.clone(), new byte[] {1, 2}))
                .hasSameHashCodeAs(new StoreKey("Users.find", DIGEST.clone(), new byte[] {1, 2}))
                .isNotEqualTo(new StoreKey("Users.find", DIGEST.clone(), new byte[] {1, 3}))
                .isNotEqualTo(new StoreKey("Users.load", DIGEST.clone(), new byte[] {1, 2}));
        assertThat(key.toString()).doesNotContain("1, 2");
    }

    @Test
    @Tag("parity-62")
    void keysThatNoStoreCanKeepAreRefused() {
        assertThatThrownBy(() -> new StoreKey(" ", DIGEST, DIGEST)).hasMessageContaining("must be named");
        assertThatThrownBy(() -> new StoreKey("r", new byte[7], DIGEST)).hasMessageContaining("was 7");
        assertThatThrownBy(() -> new StoreKey("r", new byte[65], DIGEST)).hasMessageContaining("was 65");
        assertThatThrownBy(() -> new StoreKey("r", DIGEST, new byte[StoreKey.MAX_BYTES + 1]))
                .hasMessageContaining("was 1048577 bytes");
    }

    @Test
    void valueIsGoneAtTheEarlierOfItsEnds() {
        StoreValue value = StoreValue.of(new byte[1], 10).endingAt(100).idleFor(30);

        assertThat(value.goneAtMicros(10)).isEqualTo(40);
        assertThat(value.goneAtMicros(90)).isEqualTo(100);
        assertThat(value.idleFor(StoreValue.NEVER).goneAtMicros(90)).isEqualTo(100);
        assertThat(StoreValue.of(new byte[1], 10).goneAtMicros(90)).isEqualTo(StoreValue.NEVER);
        assertThat(value.endingAt(StoreValue.NEVER)
                        .idleFor(StoreValue.NEVER - 5)
                        .goneAtMicros(90))
                .isEqualTo(StoreValue.NEVER);
    }

    @Test
    void limitsAreRefusedUnlessPositive() {
        assertThatThrownBy(() -> StoreLimits.NONE.maxEntries(0))
                .hasMessageContaining("maxEntries must be positive, was 0");
        assertThatThrownBy(() -> StoreLimits.NONE.maxBytes(-1))
                .hasMessageContaining("maxBytes must be positive, was -1");
        assertThatThrownBy(() -> StoreLimits.NONE.maxEntryShare(1.5)).hasMessageContaining("was 1.5");
        assertThat(StoreLimits.NONE.exceeded(Long.MAX_VALUE, Long.MAX_VALUE)).isFalse();
        assertThat(StoreLimits.NONE.rejects(Long.MAX_VALUE)).isFalse();
        assertThat(StoreLimits.NONE.maxBytes(100).rejects(51)).isTrue();
        assertThat(StoreLimits.NONE.maxBytes(100).rejects(50)).isFalse();
    }

    @Test
    void policiesAreFoundByNameAndUnknownOnesRefusedWithThoseThereAre() {
        assertThat(StorePolicy.of("Lfu ")).isEqualTo(StorePolicy.LFU);
        assertThatThrownBy(() -> StorePolicy.of("clock"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"clock\"")
                .hasMessageContaining("[lru, lfu, fifo, lifo, mru, random]");
    }

    @Test
    void ranksPutFirstWhatIsToGoFirst() {
        assertThat(StorePolicy.LRU.rank(9, 1, 0)).isLessThan(StorePolicy.LRU.rank(1, 2, 0));
        assertThat(StorePolicy.MRU.rank(1, 2, 0)).isLessThan(StorePolicy.MRU.rank(9, 1, 0));
        assertThat(StorePolicy.FIFO.rank(1, 9, 0)).isLessThan(StorePolicy.FIFO.rank(2, 1, 0));
        assertThat(StorePolicy.LIFO.rank(2, 1, 0)).isLessThan(StorePolicy.LIFO.rank(1, 9, 0));
        assertThat(StorePolicy.LFU.rank(1, 9, 1)).isLessThan(StorePolicy.LFU.rank(1, 1, 2));
        assertThat(StorePolicy.LFU.rank(1, 1, 2)).isLessThan(StorePolicy.LFU.rank(1, 2, 2));
        assertThat(StorePolicy.LFU.rank(1, 1, Long.MAX_VALUE)).isPositive();
    }

    @Test
    void randomRanksAreScatteredAndTheSameInEachRun() {
        Set<Long> ranks = new HashSet<>();
        int falling = 0;
        for (long stamp = 1; stamp <= 1_000; stamp++) {
            ranks.add(StorePolicy.RANDOM.rank(stamp, 0, 0));
            falling += StorePolicy.RANDOM.rank(stamp, 0, 0) > StorePolicy.RANDOM.rank(stamp + 1, 0, 0) ? 1 : 0;
        }
        assertThat(ranks).hasSize(1_000).allMatch(rank -> rank >= 0);
        assertThat(falling).isBetween(400, 600);
    }

    @Test
    void touchWithFewerThanNoHitsIsRefused() {
        StoreKey key = new StoreKey("r", DIGEST, DIGEST);

        assertThatThrownBy(() -> StoreChange.touch(key, 0, -1)).hasMessageContaining("was -1");
        assertThat(List.of(StoreChange.touch(key, 0, 0))).hasSize(1);
    }
}
