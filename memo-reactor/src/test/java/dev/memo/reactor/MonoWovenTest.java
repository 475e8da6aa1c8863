// SPDX-License-Identifier: Apache-2.0
package dev.memo.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/** Woven methods that return a {@code Mono}: what it ends with is remembered, whoever subscribes. */
@Tag("parity-2")
class MonoWovenTest {
    private final Backend backend = new Backend();

    @Test
    void aHitDoesNotSubscribeAgain() {
        Mono<List<String>> first = backend.names("a");
        assertThat(backend.subscriptions).as("it runs with the call").hasValue(1);
        backend.end("v");
        assertThat(first.block()).containsExactly("v");
        assertThat(first.block()).containsExactly("v");
        assertThat(backend.names("a").block()).containsExactly("v");
        assertThat(backend.subscriptions).hasValue(1);
        assertThat(Memo.runtime().method(Backend.class, "names").stats().hits()).isPositive();
    }

    @Test
    void callersInFlightShareOneComputation() {
        List<CompletableFuture<List<String>>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(backend.names("a").toFuture());
        }
        assertThat(calls).noneMatch(CompletableFuture::isDone);
        backend.end("v");
        calls.get(0).join().add("spoiled");
        calls.get(1).join().add("spoiled");
        assertThat(calls.subList(2, 100)).allMatch(call -> call.join().equals(List.of("v")));
        assertThat(backend.subscriptions).hasValue(1);
    }

    @Test
    void onManyThreadsToo() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<CompletableFuture<List<String>>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            CompletableFuture<List<String>> call = new CompletableFuture<>();
            calls.add(call);
            threads.add(new Thread(() -> backend.names("a").subscribe(call::complete)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        backend.end("v");
        assertThat(calls).allMatch(call -> call.join().equals(List.of("v")));
        assertThat(backend.subscriptions).hasValue(1);
    }

    @Test
    @Tag("parity-6")
    void aFailureIsSharedAndNotRemembered() {
        IOException failure = new IOException("x");
        CompletableFuture<List<String>> leader = backend.names("a").toFuture();
        CompletableFuture<List<String>> follower = backend.names("a").toFuture();
        backend.sink.tryEmitError(failure).orThrow();
        assertThat(leader.handle((value, thrown) -> thrown).join()).isSameAs(failure);
        assertThat(follower.handle((value, thrown) -> thrown).join()).isSameAs(failure);
        assertThat(backend.names("a").toFuture()).isNotDone();
        assertThat(backend.subscriptions).hasValue(2);
    }

    @Test
    void whoCancelsTouchesNobodyElse() {
        Disposable leader = backend.names("a").subscribe();
        CompletableFuture<List<String>> follower = backend.names("a").toFuture();
        Disposable another = backend.names("a").subscribe();
        leader.dispose();
        another.dispose();
        assertThat(backend.cancelled).isFalse();
        backend.end("v");
        assertThat(follower.join()).containsExactly("v");
        assertThat(backend.names("a").block()).containsExactly("v");
        assertThat(backend.subscriptions).hasValue(1);
    }

    @Test
    void anEmptyOneIsARememberedNull() {
        assertThat(backend.none("a").blockOptional()).isEmpty();
        assertThat(backend.none("a").blockOptional()).isEmpty();
        assertThat(backend.subscriptions).hasValue(1);
    }

    @Test
    void theContextOfASubscriberIsNotSeen() {
        Mono<String> asked = backend.user("a").contextWrite(Context.of("user", "Ann"));
        assertThat(asked.block()).isEqualTo("nobody");
    }

    @Test
    void whatTheMethodThrowsItselfIsThrown() {
        assertThatThrownBy(() -> backend.failing("x"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("x");
    }

    @Test
    void manyValuesAreNotRemembered() {
        assertThat(backend.many("a").collectList().block()).containsExactly("a");
        assertThat(backend.many("a").collectList().block()).containsExactly("a");
        assertThat(backend.subscriptions).hasValue(2);
    }

    /** Thread-safe, but for its sink. */
    private static final class Backend {
        final AtomicInteger subscriptions = new AtomicInteger();
        final AtomicBoolean cancelled = new AtomicBoolean();
        volatile Sinks.One<List<String>> sink = Sinks.one();

        void end(String value) {
            sink.tryEmitValue(new ArrayList<>(List.of(value))).orThrow();
        }

        @Cached
        private Mono<List<String>> names(String item) {
            assert !item.isEmpty() : "an item";
            return Mono.defer(() -> {
                subscriptions.incrementAndGet();
                sink = Sinks.one();
                return sink.asMono().doOnCancel(() -> cancelled.set(true));
            });
        }

        @Cached
        Mono<String> none(String item) {
            assert !item.isEmpty() : "an item";
            return Mono.<String>empty().doOnSubscribe(subscription -> subscriptions.incrementAndGet());
        }

        @Cached
        Mono<String> user(String item) {
            assert !item.isEmpty() : "an item";
            return Mono.deferContextual(
                    context -> Mono.just(context.<String>getOrEmpty("user").orElse("nobody")));
        }

        @Cached
        Mono<String> failing(String message) throws IOException {
            throw new IOException(message);
        }

        @Cached
        Flux<String> many(String item) {
            return Flux.just(item).doOnSubscribe(subscription -> subscriptions.incrementAndGet());
        }
    }
}
