// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Plays scenarios within a time limit: what does not end is said to hang, and let go of. Immutable. */
final class Watchdog {
    private final long limitMillis;

    /** Watches for so long, from the first call. */
    Watchdog(long limitMillis) {
        this.limitMillis = limitMillis;
    }

    /** Plays against what is opened, which does not count as time. */
    Outcome play(Scenario scenario, Function<Original, Peer> opening) throws InterruptedException {
        scenario.open(opening);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread player = new Thread(() -> play(scenario, outcome), "player");
        player.setDaemon(true);
        player.start();
        try {
            return outcome.get(limitMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            Outcome hangs = scenario.outcome(Verdict.HANGS, "");
            player.interrupt();
            scenario.release();
            return hangs;
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    scenario.getClass().getSimpleName() + " itself does not work", e.getCause());
        }
    }

    private static void play(Scenario scenario, CompletableFuture<Outcome> outcome) {
        try {
            outcome.complete(scenario.play());
        } catch (Throwable e) { // the watchdog's thread throws it on
            outcome.completeExceptionally(e);
        }
    }
}
