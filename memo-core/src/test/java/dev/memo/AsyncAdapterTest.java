// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Cached;
import dev.memo.spi.Adapts;
import dev.memo.spi.AsyncAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Methods that return an asynchronous type of a library's, through an adapter. */
@Tag("parity-2")
class AsyncAdapterTest {
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final List<CompletableFuture<String>> runs = new ArrayList<>();

    @Test
    void aLazyTypeIsSubscribedOnceForAllCallersWithTheCall() {
        Lazy lazy = Memo.create().proxy(Lazy.class, this::later);
        Later<String> leader = lazy.load("a");
        assertThat(subscriptions).as("it runs though nobody has subscribed").hasValue(1);
        Later<String> follower = lazy.load("a");
        CompletableFuture<String> first = leader.subscribe();
        CompletableFuture<String> second = follower.subscribe();
        assertThat(first).isNotDone();
        runs.get(0).complete("v");
        assertThat(first).isCompletedWithValue("v");
        assertThat(second).isCompletedWithValue("v");
        assertThat(leader.subscribe()).as("again").isCompletedWithValue("v");
        assertThat(lazy.load("a").subscribe()).as("a hit").isCompletedWithValue("v");
        assertThat(subscriptions).hasValue(1);
    }

    @Test
    @Tag("parity-6")
    void aFailureIsSharedAndNotKept() {
        Lazy lazy = Memo.create().proxy(Lazy.class, this::later);
        Later<String> leader = lazy.load("a");
        Later<String> follower = lazy.load("a");
        IllegalStateException failure = new IllegalStateException("x");
        runs.get(0).completeExceptionally(failure);
        assertThat(leader.subscribe().handle((value, thrown) -> thrown).join()).isSameAs(failure);
        assertThat(follower.subscribe().handle((value, thrown) -> thrown).join())
                .isSameAs(failure);
        assertThat(lazy.load("a").subscribe()).isNotDone();
        assertThat(subscriptions).hasValue(2);
    }

    @Test
    void oneThatIsRegisteredIsUsedForTheRuntimesProxies() {
        PromiseAdapter adapter = new PromiseAdapter();
        AtomicInteger calls = new AtomicInteger();
        Promising promising = Memo.builder().adapter(adapter).build().proxy(Promising.class, item -> {
            calls.incrementAndGet();
            return new Promise(CompletableFuture.completedFuture("v" + item));
        });
        assertThat(promising.load("a").stage.join()).isEqualTo("va");
        assertThat(promising.load("a").stage.join()).isEqualTo("va");
        assertThat(promising.load("a")).isNotSameAs(promising.load("a"));
        assertThat(calls).hasValue(1);
    }

    @Test
    @Tag("parity-9")
    void whereOneThrowsTheCallGoesThrough() {
        PromiseAdapter adapter = new PromiseAdapter();
        AtomicInteger calls = new AtomicInteger();
        Memo memo = Memo.builder().adapter(adapter).build();
        Promising promising = memo.proxy(Promising.class, item -> {
            calls.incrementAndGet();
            return new Promise(CompletableFuture.completedFuture("v" + item));
        });
        adapter.trouble = new IllegalStateException("planned");
        assertThat(promising.load("a").stage.join()).isEqualTo("va");
        assertThat(promising.load("a").stage.join()).isEqualTo("va");
        assertThat(calls).hasValue(2);
        adapter.trouble = null;
        assertThat(promising.load("a").stage.join()).isEqualTo("va");
        assertThat(promising.load("a").stage.join()).isEqualTo("va");
        assertThat(calls).hasValue(3);
        adapter.answer = "no promise";
        assertThat(promising.load("a").stage.join()).as("of the wrong type").isEqualTo("va");
        assertThat(calls).hasValue(4);
        assertThat(memo.method(Promising.class, "load").stats().bypasses()).isPositive();
    }

    @Test
    void oneThatDoesNotSayItsTypeIsRefused() {
        assertThatThrownBy(() -> Memo.builder().adapter(new Nameless()).build())
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("Memo.builder(): adapter dev.memo.AsyncAdapterTest$Nameless must say which type it is for,"
                        + " found no @Adapts on its class. Write @Adapts(\"reactor.core.publisher.Mono\"), say.");
        assertThatThrownBy(() -> Memo.builder()
                        .adapter(new PromiseAdapter())
                        .adapter(new PromiseAdapter())
                        .build())
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessageContaining("must be the only one for its type, found"
                        + " dev.memo.AsyncAdapterTest$PromiseAdapter for dev.memo.AsyncAdapterTest$Promise before.");
    }

    @Test
    void aTypeThatNobodyAdaptsIsAValueLikeAnyOther() {
        AtomicInteger calls = new AtomicInteger();
        Promising promising = Memo.create().proxy(Promising.class, item -> {
            calls.incrementAndGet();
            return new Promise(new CompletableFuture<>());
        });
        assertThat(promising.load("a").stage).isNotDone();
        assertThat(calls).hasValue(1);
    }

    private Later<String> later(String item) {
        return new Later<>(() -> {
            subscriptions.incrementAndGet();
            CompletableFuture<String> run = new CompletableFuture<>();
            runs.add(run);
            return run;
        });
    }

    /** Loads lazily. Implementations are thread-safe. */
    interface Lazy {
        @Cached
        Later<String> load(String item);
    }

    /** Loads. Implementations are thread-safe. */
    interface Promising {
        @Cached
        Promise load(String item);
    }

    /** A type that only a registered adapter is for. Immutable, but for the stage. */
    static final class Promise {
        final CompletableFuture<?> stage;

        Promise(CompletableFuture<?> stage) {
            this.stage = stage;
        }
    }

    /** Adapts, or does not. Confined to one thread. */
    @Adapts("dev.memo.AsyncAdapterTest$Promise")
    static final class PromiseAdapter implements AsyncAdapter {
        @Nullable
        RuntimeException trouble;

        @Nullable
        Object answer;

        @Override
        public CompletionStage<?> toStage(Object result) {
            if (trouble != null) {
                throw trouble;
            }
            return ((Promise) result).stage;
        }

        @Override
        public Object fromStage(CompletableFuture<?> stage) {
            return answer == null ? new Promise(stage) : answer;
        }
    }

    /** Has no annotation. Stateless. */
    static final class Nameless implements AsyncAdapter {
        @Override
        public CompletionStage<?> toStage(Object result) {
            throw new AssertionError("never used");
        }

        @Override
        public Object fromStage(CompletableFuture<?> stage) {
            throw new AssertionError("never used");
        }
    }
}
