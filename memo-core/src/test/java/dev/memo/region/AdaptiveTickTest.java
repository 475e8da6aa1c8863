// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where only other regions miss, this one's entries are still told apart by when they were used. */
class AdaptiveTickTest {
    private final AdaptiveOrder order = new AdaptiveOrder();
    private final Entry used = new NumberEntry(1, 1);
    private final Entry idle = new NumberEntry(2, 2);

    @Test
    void aUseAfterATickIsLaterThanOneBefore() {
        order.add(used);
        order.add(idle);
        order.used(used);
        order.used(idle);

        order.tick(100);
        order.used(used);

        assertThat(used.lastMiss).isEqualTo(order.now()).isGreaterThan(idle.lastMiss);
    }
}
