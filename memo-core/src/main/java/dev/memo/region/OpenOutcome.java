// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.region.AsyncFlights.Joined;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What was found for a call of a method whose outcome is a future, where that is no value: a part in another's load, or a
 * failure that is kept. Immutable, but for the stage.
 *
 * @param stage of the caller's alone
 * @param flight the other's, the same object that its leader got; null if there is none
 */
public record OpenOutcome(
        CompletableFuture<?> stage, @Nullable Object flight) {
    /**
     * Tells it from a value.
     *
     * @param found what {@link Region#begin} or a hit has returned
     * @return null where that is a value
     */
    public static @Nullable OpenOutcome in(Object found) {
        if (found instanceof Joined joined && joined.result() instanceof CompletableFuture<?> stage) {
            return new OpenOutcome(stage, joined.flight());
        }
        return found instanceof Thrown thrown
                ? new OpenOutcome(CompletableFuture.failedFuture(thrown.failure()), null)
                : null;
    }
}
