// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Invalidations as a constant in woven code. Confined to one thread. */
class InvalidationTest {
    private static final MethodRef PRICE = new MethodRef("net.acme.Prices", "price", "(JLjava/lang/String;)I");

    @Test
    void invalidationsAreReadBackFromTheirLine() {
        List<Invalidation> invalidations = List.of(
                new Invalidation(PRICE, false, true, true, List.of(1, 0)),
                new Invalidation(PRICE, true, false, false, List.of()));
        assertThat(Invalidation.decode(Invalidation.encode(invalidations))).isEqualTo(invalidations);
        assertThat(Invalidation.encode(invalidations)).doesNotContain("\n");
    }

    @Test
    void noInvalidationsAreAnEmptyLine() {
        assertThat(Invalidation.decode(Invalidation.encode(List.of()))).isEmpty();
    }

    @Test
    void oddNamesAreReadBack() {
        MethodRef odd = new MethodRef("a;b\\c", "\n;", "(L;;)V");
        List<Invalidation> invalidations = List.of(new Invalidation(odd, false, false, false, List.of(200)));
        assertThat(Invalidation.decode(Invalidation.encode(invalidations))).isEqualTo(invalidations);
    }

    @Test
    void lineOfAnotherVersionIsRefused() {
        assertThatThrownBy(() -> Invalidation.decode("a;b;")).isInstanceOf(IllegalArgumentException.class);
    }
}
