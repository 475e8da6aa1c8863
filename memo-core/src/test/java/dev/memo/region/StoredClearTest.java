// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.spi.StoreSettings;
import dev.memo.testkit.FakeTicker;
import dev.memo.testkit.FaultyStore;
import dev.memo.testkit.InMemoryStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who clears a cache whose store is written through goes on when the store has forgotten, and not when it has for another. */
@Timeout(60)
@Tag("parity-57")
class StoredClearTest {
    private static final int MANY = 1_000;

    private final FakeTicker ticker = new FakeTicker();
    private final FaultyStore store =
            new FaultyStore(new InMemoryStore(StoreSettings.at("test").ticker(ticker)));
    private final SharingRuntime runtime = new SharingRuntime(store, ticker);
    private final Writes writes = new Writes(runtime.region);

    /** How many writes have begun, and how many may be made. */
    private final Semaphore begun = new Semaphore(0);

    private final Semaphore allowed = new Semaphore(0);

    /** Whether all of what was told may have been written. */
    private final AtomicBoolean opened = new AtomicBoolean();

    @Test
    void eachOfTwoWaitsForItsOwn() throws Exception {
        assertThat(runtime.call("a", () -> "value")).isEqualTo("value");
        runtime.flush();
        store.beforeEach(call -> {
            if (call.method().equals("write")) {
                begun.release();
                allowed.acquireUninterruptibly();
            }
        });
        Clearing first = new Clearing();
        begun.acquire();
        Clearing second = new Clearing();
        first.awaitRest();
        second.awaitRest();
        assertThat(first.thread.isAlive()).isTrue();

        allowed.release();
        begun.acquire(); // what the second has told is written next
        second.awaitRest();
        opened.set(true);
        allowed.release(MANY);

        assertThat(first.forgotten.join()).isTrue();
        assertThat(second.forgotten.join()).isTrue();
        assertThat(second.after)
                .as("the second returned after the first one's write")
                .isTrue();
        assertThat(store.read(SharingRuntime.key("a"))).isNull();
    }

    /** A thread that clears. */
    private final class Clearing {
        private final CompletableFuture<Boolean> forgotten = new CompletableFuture<>();
        private final Thread thread = new Thread(this::run);

        /** Whether it went on when all could have been written. */
        private volatile boolean after;

        Clearing() {
            thread.setDaemon(true);
            thread.start();
        }

        private void run() {
            boolean cleared = writes.clear();
            after = opened.get();
            forgotten.complete(cleared);
        }

        /** Waits until it waits, or has gone on. */
        void awaitRest() {
            while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
    }
}
