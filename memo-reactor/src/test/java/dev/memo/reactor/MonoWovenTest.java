// SPDX-License-Identifier: Apache-2.0
package dev.memo.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.testkit.AsyncMethodContract;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Woven methods that return a {@code Mono}: the contract, and what is Reactor's own. */
@Tag("parity-2")
class MonoWovenTest extends AsyncMethodContract<Mono<List<String>>> {
    private final Backend backend = new Backend(computation);

    @Override
    protected Mono<List<String>> names(String item) {
        return backend.names(item);
    }

    @Override
    protected Mono<List<String>> nothing(String item) {
        return backend.none(item);
    }

    @Override
    protected Mono<List<String>> failing(String message) throws IOException {
        return backend.failing(message);
    }

    @Override
    protected CompletableFuture<List<String>> subscribed(Mono<List<String>> returned) {
        return returned.toFuture();
    }

    @Test
    void aHitCountsAsOne() {
        assertThat(backend.none("a").blockOptional()).isEmpty();
        assertThat(backend.none("a").blockOptional()).isEmpty();
        assertThat(Memo.runtime().method(Backend.class, "none").stats().hits()).isPositive();
    }

    @Test
    void theContextOfASubscriberIsNotSeen() {
        Mono<String> asked = backend.user("a").contextWrite(Context.of("user", "Ann"));
        assertThat(asked.block()).isEqualTo("nobody");
    }

    @Test
    void manyValuesAreNotRemembered() {
        assertThat(backend.many("a").collectList().block()).containsExactly("a");
        assertThat(backend.many("a").collectList().block()).containsExactly("a");
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
        private Mono<List<String>> names(String item) {
            assert !item.isEmpty() : "an item";
            return Mono.fromFuture(computation::begin);
        }

        @Cached
        Mono<List<String>> none(String item) {
            assert !item.isEmpty() : "an item";
            return Mono.<List<String>>empty().doOnSubscribe(subscription -> {
                CompletableFuture<List<String>> unused = computation.begin();
            });
        }

        @Cached
        Mono<String> user(String item) {
            assert !item.isEmpty() : "an item";
            return Mono.deferContextual(
                    context -> Mono.just(context.<String>getOrEmpty("user").orElse("nobody")));
        }

        @Cached
        Mono<List<String>> failing(String message) throws IOException {
            throw new IOException(message);
        }

        @Cached
        Flux<String> many(String item) {
            return Flux.just(item).doOnSubscribe(subscription -> subscriptions.incrementAndGet());
        }
    }
}
