// SPDX-License-Identifier: Apache-2.0
package dev.memo.mutiny;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Woven methods that return a {@code Uni}: what it ends with is remembered, whoever subscribes. */
@Tag("parity-2")
class UniWovenTest {
    private final Backend backend = new Backend();

    @Test
    void aHitDoesNotSubscribeAgain() {
        Uni<List<String>> first = backend.names("a");
        assertThat(backend.subscriptions).as("it runs with the call").hasValue(1);
        backend.end("v");
        assertThat(first.await().indefinitely()).containsExactly("v");
        assertThat(first.await().indefinitely()).containsExactly("v");
        assertThat(backend.names("a").await().indefinitely()).containsExactly("v");
        assertThat(backend.subscriptions).hasValue(1);
        assertThat(Memo.runtime().method(Backend.class, "names").stats().hits()).isPositive();
    }

    @Test
    void callersInFlightShareOneComputation() {
        List<CompletableFuture<List<String>>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(backend.names("a").subscribeAsCompletionStage());
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
            threads.add(new Thread(() -> backend.names("a").subscribe().with(call::complete)));
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
        CompletableFuture<List<String>> leader = backend.names("a").subscribeAsCompletionStage();
        CompletableFuture<List<String>> follower = backend.names("a").subscribeAsCompletionStage();
        backend.run.completeExceptionally(failure);
        assertThat(leader.handle((value, thrown) -> thrown).join()).isSameAs(failure);
        assertThat(follower.handle((value, thrown) -> thrown).join()).isSameAs(failure);
        assertThat(backend.names("a").subscribeAsCompletionStage()).isNotDone();
        assertThat(backend.subscriptions).hasValue(2);
    }

    @Test
    void whoCancelsTouchesNobodyElse() {
        Cancellable leader = backend.names("a").subscribe().with(value -> {});
        CompletableFuture<List<String>> follower = backend.names("a").subscribeAsCompletionStage();
        Cancellable another = backend.names("a").subscribe().with(value -> {});
        leader.cancel();
        another.cancel();
        assertThat(backend.cancelled).isFalse();
        backend.end("v");
        assertThat(follower.join()).containsExactly("v");
        assertThat(backend.names("a").await().indefinitely()).containsExactly("v");
        assertThat(backend.subscriptions).hasValue(1);
    }

    @Test
    void aNullItemIsRemembered() {
        assertThat(backend.none("a").await().indefinitely()).isNull();
        assertThat(backend.none("a").await().indefinitely()).isNull();
        assertThat(backend.subscriptions).hasValue(1);
    }

    @Test
    void theContextOfASubscriberIsNotSeen() {
        Uni<String> asked = backend.user("a");
        assertThat(asked.awaitUsing(Context.of("user", "Ann")).indefinitely()).isEqualTo("nobody");
    }

    @Test
    void whatTheMethodThrowsItselfIsThrown() {
        assertThatThrownBy(() -> backend.failing("x"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("x");
    }

    @Test
    void manyValuesAreNotRemembered() {
        assertThat(backend.many("a").collect().asList().await().indefinitely()).containsExactly("a");
        assertThat(backend.many("a").collect().asList().await().indefinitely()).containsExactly("a");
        assertThat(backend.subscriptions).hasValue(2);
    }

    /** Thread-safe, but for its run. */
    private static final class Backend {
        final AtomicInteger subscriptions = new AtomicInteger();
        final AtomicBoolean cancelled = new AtomicBoolean();
        volatile CompletableFuture<List<String>> run = new CompletableFuture<>();

        void end(String value) {
            run.complete(new ArrayList<>(List.of(value)));
        }

        @Cached
        private Uni<List<String>> names(String item) {
            assert !item.isEmpty() : "an item";
            return Uni.createFrom()
                    .completionStage(() -> {
                        subscriptions.incrementAndGet();
                        run = new CompletableFuture<>();
                        return run;
                    })
                    .onCancellation()
                    .invoke(() -> cancelled.set(true));
        }

        @Cached
        Uni<String> none(String item) {
            assert !item.isEmpty() : "an item";
            return Uni.createFrom().item(() -> {
                subscriptions.incrementAndGet();
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
        Uni<String> failing(String message) throws IOException {
            throw new IOException(message);
        }

        @Cached
        Multi<String> many(String item) {
            return Multi.createFrom().item(item).onSubscription().invoke(subscriptions::incrementAndGet);
        }
    }
}
