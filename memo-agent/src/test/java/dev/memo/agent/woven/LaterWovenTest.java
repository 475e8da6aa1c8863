// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.woven;

import dev.memo.annotation.Cached;
import dev.memo.testkit.AsyncMethodContract;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;

/** The contract of asynchronous methods, of a type and an adapter of the application's own. */
@Tag("parity-2")
class LaterWovenTest extends AsyncMethodContract<Later<List<String>>> {
    private final Backend backend = new Backend(computation);

    @Override
    protected Later<List<String>> names(String item) {
        return backend.names(item);
    }

    @Override
    protected Later<List<String>> nothing(String item) {
        return backend.none(item);
    }

    @Override
    protected Later<List<String>> failing(String message) throws IOException {
        return backend.failing(message);
    }

    @Override
    protected CompletableFuture<List<String>> subscribed(Later<List<String>> returned) {
        return returned.subscribe();
    }

    /** Thread-safe. */
    private static final class Backend {
        private final Computation computation;

        Backend(Computation computation) {
            this.computation = computation;
        }

        @Cached
        private Later<List<String>> names(String item) {
            assert !item.isEmpty() : "an item";
            return new Later<>(computation::begin);
        }

        @Cached
        Later<List<String>> none(String item) {
            assert !item.isEmpty() : "an item";
            return new Later<>(() -> {
                CompletableFuture<List<String>> unused = computation.begin();
                return CompletableFuture.completedFuture(null);
            });
        }

        @Cached
        Later<List<String>> failing(String message) throws IOException {
            throw new IOException(message);
        }
    }
}
