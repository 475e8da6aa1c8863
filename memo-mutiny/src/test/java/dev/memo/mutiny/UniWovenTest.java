// SPDX-License-Identifier: Apache-2.0
package dev.memo.mutiny;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.testkit.AsyncMethodContract;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Woven methods that return a {@code Uni}: the contract, and what is Mutiny's own. */
@Tag("parity-2")
class UniWovenTest extends AsyncMethodContract<Uni<List<String>>> {
    private final Backend backend = new Backend(computation);

    @Override
    protected Uni<List<String>> names(String item) {
        return backend.names(item);
    }

    @Override
    protected Uni<List<String>> nothing(String item) {
        return backend.none(item);
    }

    @Override
    protected Uni<List<String>> failing(String message) throws IOException {
        return backend.failing(message);
    }

    @Override
    protected CompletableFuture<List<String>> subscribed(Uni<List<String>> returned) {
        return returned.subscribeAsCompletionStage();
    }

    @Test
    void aHitCountsAsOne() {
        assertThat(backend.none("a").await().indefinitely()).isNull();
        assertThat(backend.none("a").await().indefinitely()).isNull();
        assertThat(Memo.runtime().method(Backend.class, "none").stats().hits()).isPositive();
    }

    @Test
    void theContextOfASubscriberIsNotSeen() {
        Uni<String> asked = backend.user("a");
        assertThat(asked.awaitUsing(Context.of("user", "Ann")).indefinitely()).isEqualTo("nobody");
    }

    @Test
    void manyValuesAreNotRemembered() {
        assertThat(backend.many("a").collect().asList().await().indefinitely()).containsExactly("a");
        assertThat(backend.many("a").collect().asList().await().indefinitely()).containsExactly("a");
        assertThat(backend.subscriptions).hasValue(2);
    }

    /** Thread-safe. */
    private static final class Backend {
        final AtomicInteger subscriptions = new AtomicInteger();
        private final Computation computation;

        Backend(Computation computation) {
            this.computation = computation;
        }

        @Cached
        private Uni<List<String>> names(String item) {
            assert !item.isEmpty() : "an item";
            return Uni.createFrom().completionStage(computation::begin);
        }

        @Cached
        Uni<List<String>> none(String item) {
            assert !item.isEmpty() : "an item";
            return Uni.createFrom().item(() -> {
                CompletableFuture<List<String>> unused = computation.begin();
                return null;
            });
        }

        @Cached
        Uni<String> user(String item) {
            assert !item.isEmpty() : "an item";
            return Uni.createFrom()
                    .context(context -> Uni.createFrom().item(context.isEmpty() ? "nobody" : "somebody"));
        }

        @Cached
        Uni<List<String>> failing(String message) throws IOException {
            throw new IOException(message);
        }

        @Cached
        Multi<String> many(String item) {
            return Multi.createFrom().item(item).onSubscription().invoke(subscriptions::incrementAndGet);
        }
    }
}
