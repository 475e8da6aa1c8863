// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Barrier;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Methods that look as if they gained nothing, and do: the governor leaves them alone. */
@Timeout(120)
class GovernorDoubtTest {
    private static final int MANY = 300_000;

    private final Messages messages = new Messages(Governed.NAME);
    private final Governed method = Governed.bypassing();

    @AfterEach
    void stopListening() {
        messages.close();
    }

    private void assertUntouched() {
        assertThat(messages.all()).isEmpty();
        assertThat(method.region.stats().bypasses()).isZero();
    }

    @Test
    void goodMethodIsNeverTouched() {
        Random random = new Random(7);
        method.bodyNanos = 3_000;
        for (int i = 0; i < MANY; i++) {
            method.call(random.nextInt(100_000));
        }
        assertUntouched();
        assertThat(method.region.stats().hits()).isGreaterThan(MANY / 2);
    }

    @Test
    void bodyThatIsDearNowAndThenIsDear() {
        method.bodyNanos = 5;
        for (int i = 0; i < MANY; i++) {
            method.bodyNanos = i % 1_000 == 0 ? 1_000_000 : 5;
            method.call(i / 2);
        }
        assertUntouched();
    }

    @Test
    void fewHitsThatSaveMuchAreWorthIt() {
        method.bodyNanos = 10_000_000_000L;
        for (int i = 0; i < MANY; i++) {
            method.call(i % 2_000 == 1_999 ? 0 : i);
        }
        assertUntouched();
    }

    @Test
    void clockThatStandsStillProvesNothing() {
        method.bodyNanos = 0;
        method.callTwiceFrom(0, MANY);
        assertUntouched();
    }

    @Test
    void fewLoadsProveNothing() {
        for (int i = 0; i < MANY; i++) {
            method.call(i % 200);
        }
        assertUntouched();
    }

    @Test
    void failuresProveNothing() {
        for (int i = 0; i < 50_000; i++) {
            int key = i;
            assertThatThrownBy(() -> Regions.call(method.region, key, () -> {
                        throw new IllegalStateException("down");
                    }))
                    .hasMessage("down");
        }
        assertUntouched();
    }

    /** Each load adds two numbers and looks cheap, as the numbers are remembered. */
    @Test
    void recursionIsNotTakenForACheapBody() {
        method.bodyNanos = 1;
        for (int round = 0; round < 500; round++) {
            for (int n = 0; n < 200; n++) {
                fibonacci(n);
            }
            method.region.invalidateAll();
        }
        assertUntouched();
        assertThat(method.runs).isEqualTo(100_000);
    }

    /** Its body asks another method, which answers from what it remembers. */
    @Test
    void bodyThatGetsHitsOfAnotherMethodIsNotTakenForACheapOne() {
        Region other = method.open(false, Barrier.KEY);
        for (int i = 0; i < MANY; i++) {
            method.call(i / 2, () -> nonNull(SmallRegions.call(other, new NumberEntry(1, 1), () -> "dear")));
        }
        assertUntouched();
        assertThat(method.region.stats().hits()).isEqualTo(MANY / 2);
    }

    private Object fibonacci(int n) {
        return nonNull(method.call(n, () -> n < 2 ? n : (int) fibonacci(n - 1) + (int) fibonacci(n - 2)));
    }

    private static Object nonNull(@Nullable Object value) {
        return java.util.Objects.requireNonNull(value);
    }
}
