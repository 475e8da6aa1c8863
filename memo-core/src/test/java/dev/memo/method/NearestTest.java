// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may have been meant by a misspelt name. Confined to one thread. */
class NearestTest {

    @ParameterizedTest
    @CsvSource({"price, price, 0", "price, prize, 1", "price, rice, 1", "kitten, sitting, 3", "ab, ba, 2", "'', abc, 3"
    })
    void distanceCountsTheChangedCharacters(String a, String b, int distance) {
        assertThat(Nearest.distance(a, b, 9)).isEqualTo(distance);
        assertThat(Nearest.distance(b, a, 9)).isEqualTo(distance);
    }

    @Test
    void lengthsTooFarApartAreNotCompared() {
        assertThat(Nearest.distance("a", "abcdef", 2)).isEqualTo(3);
    }

    @Test
    void nearestComesFirstAndFarOnesNotAtAll() {
        assertThat(Nearest.to("prize", List.of("prices", "save", "price", "PRIZE")))
                .containsExactly("PRIZE", "price");
    }

    @Test
    void atMostThreeAreNamed() {
        assertThat(Nearest.to("abc", List.of("abd", "abe", "abf", "abg"))).hasSize(3);
    }

    @Test
    void questionListsTheCandidates() {
        assertThat(Nearest.question(List.of("a"), "None.")).isEqualTo("Did you mean a?");
        assertThat(Nearest.question(List.of("a", "b"), "None.")).isEqualTo("Did you mean a or b?");
        assertThat(Nearest.question(List.of("a", "b", "c"), "None.")).isEqualTo("Did you mean a, b or c?");
        assertThat(Nearest.question(List.of(), "None.")).isEqualTo("None.");
    }
}
