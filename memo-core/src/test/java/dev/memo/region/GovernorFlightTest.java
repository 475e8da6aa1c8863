// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.key.Parts;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bypasses that begin while flights are open. */
@Timeout(120)
class GovernorFlightTest {
    private static final int JUDGED = 30_000;
    private static final int KEY = 1 << 28;

    private final Messages messages = new Messages(Governed.NAME);
    private final Governed method = Governed.bypassing();

    @AfterEach
    void stopListening() {
        messages.close();
    }

    @Test
    void waitersGetTheResultOfAFlightThatWasOpenBefore() throws Throwable {
        Flight flight = open();
        CompletableFuture<@Nullable Object> waiter = new CompletableFuture<>();
        Thread waiting = new Thread(() -> waiter.complete(SmallRegions.call(
                method.region, new NumberEntry(Parts.upper(Parts.spread(KEY)), KEY), () -> "a load of its own")));
        waiting.start();
        while (!waiting.getState().name().endsWith("WAITING")) {
            Thread.onSpinWait();
        }
        method.callFrom(0, JUDGED);
        assertThat(method.region.stats().bypasses()).isPositive();
        assertThat(method.call(KEY, () -> "without Memo")).isEqualTo("without Memo");

        flight.accept("loaded", null);

        assertThat(waiter.get(60, TimeUnit.SECONDS)).isEqualTo("loaded");
        assertThat(method.region.stats().entries()).isZero();
        assertThat(method.call(KEY, () -> "still without")).isEqualTo("still without");
    }

    @Test
    void flightThatSlippedInAfterTheRegionWasClearedLeavesNothing() {
        method.whileKeepingNext(() -> method.callFrom(0, JUDGED));
        assertThat(method.call(KEY)).isEqualTo("value " + KEY);
        assertThat(method.region.stats().bypasses()).isPositive();
        assertThat(method.region.stats().puts()).isEqualTo(method.region.stats().loads() - 1);
        assertThat(method.region.stats().entries()).isZero();
        assertThat(method.region.hitPath().head(KEY)).isNull();
    }

    @Test
    void flightThatFailsDuringABypassFailsItsCallerOnly() throws Throwable {
        Flight flight = open();
        method.callFrom(0, JUDGED);
        flight.accept(null, new IllegalStateException("down"));
        assertThat(method.region.stats().loadFailures()).isEqualTo(1);
        assertThat(method.call(KEY)).isEqualTo("value " + KEY);
        assertThat(method.region.stats().entries()).isZero();
    }

    private Flight open() throws Throwable {
        Object slot = method.region.begin(new NumberEntry(Parts.upper(Parts.spread(KEY)), KEY));
        assertThat(slot).isInstanceOf(Flight.class);
        return (Flight) java.util.Objects.requireNonNull(slot);
    }
}
