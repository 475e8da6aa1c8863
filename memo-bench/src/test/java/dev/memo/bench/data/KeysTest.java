// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What keys are drawn. Confined to one thread. */
class KeysTest {
    private static final int BOUND = 1_000;

    @Test
    void productsAreAllDifferent() {
        assertThat(Arrays.stream(Keys.products(100_000)).distinct().count()).isEqualTo(100_000);
    }

    @Test
    void ranksAreDrawnByZipfsLaw() {
        int[] drawn = Keys.zipf(1 << 20, BOUND);
        double weights = 0;
        for (int rank = 1; rank <= BOUND; rank++) {
            weights += Math.pow(rank, -0.99);
        }

        assertThat(shareOf(0, drawn)).isCloseTo(1 / weights, within(0.005));
        assertThat(shareOf(9, drawn)).isCloseTo(Math.pow(10, -0.99) / weights, within(0.005));
        assertThat(Arrays.stream(drawn)).allMatch(rank -> rank >= 0 && rank < BOUND);
    }

    @Test
    void uniformDrawsMeetAllIndexes() {
        assertThat(Arrays.stream(Keys.uniform(1 << 16, BOUND)).distinct().count())
                .isEqualTo(BOUND);
    }

    @Test
    void fiveInHundredKeysAreNew() {
        MostlyHotProducts keys = new MostlyHotProducts();
        long[] hot = Keys.products(HotProducts.PRODUCTS);
        Arrays.sort(hot);
        long found = 0;
        for (int i = 0; i < Keys.DRAWS; i++) {
            found += Arrays.binarySearch(hot, keys.next()) < 0 ? 1 : 0;
        }

        assertThat((double) found / Keys.DRAWS).isCloseTo(0.05, within(0.003));
    }

    private static double shareOf(int rank, int[] drawn) {
        return (double) Arrays.stream(drawn).filter(i -> i == rank).count() / drawn.length;
    }
}
