// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.woven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Woven methods that return a stage: the outcome is remembered, whatever the shape of the method. */
@Tag("parity-2")
class AsyncWovenTest {
    private final Backend backend = new Backend();

    @Test
    void callersOfAPrivateMethodShareOneComputation() {
        List<CompletableFuture<List<String>>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(backend.callPrivate("a"));
        }
        assertThat(calls).noneMatch(CompletableFuture::isDone);
        backend.runs.get(0).complete(new ArrayList<>(List.of("v")));
        calls.get(0).join().add("spoiled");
        calls.get(1).join().add("spoiled");
        assertThat(calls.get(2).join()).containsExactly("v");
        assertThat(backend.callPrivate("a").join()).containsExactly("v");
        assertThat(backend.runs).hasSize(1);
        assertThat(Memo.runtime().method(Backend.class, "load").stats().loads()).isPositive();
    }

    @Test
    void aCallerThatCancelsTouchesNobodyElse() {
        CompletableFuture<List<String>> leader = backend.callPrivate("a");
        CompletableFuture<List<String>> follower = backend.callPrivate("a");
        assertThat(leader.cancel(true)).isTrue();
        assertThat(backend.runs.get(0)).isNotDone();
        backend.runs.get(0).complete(List.of("v"));
        assertThat(follower).isCompletedWithValue(List.of("v"));
    }

    @Test
    void aFailureIsSharedAndNotRemembered() {
        CompletableFuture<List<String>> leader = backend.callPrivate("a");
        CompletableFuture<List<String>> follower = backend.callPrivate("a");
        IOException failure = new IOException("x");
        backend.runs.get(0).completeExceptionally(failure);
        assertThat(leader.handle((value, thrown) -> thrown).join()).isSameAs(failure);
        assertThat(follower.handle((value, thrown) -> thrown).join()).isSameAs(failure);
        assertThat(backend.callPrivate("a")).isNotDone();
        assertThat(backend.runs).hasSize(2);
    }

    @Test
    void aStaticMethodWithManyReturnsIsRemembered() throws Exception {
        for (int round = 0; round < 2; round++) {
            for (int kind = 0; kind < 4; kind++) {
                assertThat(Backend.branches(kind, 5L).toCompletableFuture().get())
                        .isEqualTo("kind " + kind + " of 5");
            }
        }
        assertThat(Backend.branchRuns).isEqualTo(4);
    }

    @Test
    void aMethodThatReassignsItsParametersIsRemembered() {
        assertThat(backend.reassigned("a", 2).toCompletableFuture().join()).isEqualTo("aaa");
        assertThat(backend.reassigned("a", 2).toCompletableFuture().join()).isEqualTo("aaa");
        assertThat(backend.plainRuns).isEqualTo(1);
    }

    @Test
    void aPlainFutureIsShared() throws Exception {
        Future<String> leader = backend.plain("a");
        Future<String> follower = backend.plain("a");
        assertThat(follower.isDone()).isFalse();
        backend.tasks.get(0).run();
        assertThat(follower.get()).isEqualTo("plain a");
        assertThat(leader.get()).isEqualTo("plain a");
        assertThat(backend.plain("a").isDone()).isTrue();
        assertThat(backend.tasks).hasSize(1);
    }

    @Test
    void whatTheMethodThrowsItselfIsThrown() {
        assertThatThrownBy(() -> backend.failing("x"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("x")
                .satisfies(e -> assertThat(e.getStackTrace()[0].getMethodName()).isEqualTo("failing"));
    }

    @Test
    void aNullIsReturnedAndNotRemembered() {
        assertThat(backend.none("x")).isNull();
        assertThat(backend.none("x")).isNull();
        assertThat(backend.plainRuns).isEqualTo(2);
    }

    @Test
    void aMethodThatCallsItselfRunsTheOriginal() {
        assertThat(backend.sum(100).join()).isEqualTo(5050);
        assertThat(backend.plainRuns).isEqualTo(101);
        assertThat(backend.sum(50).join()).isEqualTo(1275);
        assertThat(backend.plainRuns).isEqualTo(101);
    }

    @Test
    void aDefaultMethodAndALambdasHostAreRemembered() {
        Source source = new Source() {};
        assertThat(source.next("a")).isCompletedWithValue("next a");
        assertThat(source.next("a").join()).isSameAs(source.next("a").join());
    }

    @Test
    void aTypeOfTheApplicationsIsRememberedThroughItsAdapter() {
        Later<String> leader = backend.lazy("a");
        Later<String> follower = backend.lazy("a");
        assertThat(backend.plainRuns).isEqualTo(1);
        assertThat(leader.subscribe()).isCompletedWithValue("lazy a");
        assertThat(follower.subscribe()).isCompletedWithValue("lazy a");
        assertThat(leader).isNotSameAs(follower);
    }

    @Test
    void whereItsAdapterCannotBeMadeTheMethodRunsAsItIs() {
        assertThat(backend.unlucky(1)).isNotSameAs(backend.unlucky(1));
        assertThat(backend.plainRuns).isEqualTo(2);
    }

    @Test
    void anAsynchronousChangeDropsTheResultOnceItIsMade() {
        CompletableFuture<List<String>> old = backend.callPrivate("a");
        backend.runs.get(0).complete(List.of("old"));
        CompletableFuture<Void> change = new CompletableFuture<>();
        CompletableFuture<List<String>> after =
                backend.change(change, "a").thenCompose(done -> backend.callPrivate("a"));
        assertThat(backend.callPrivate("a").join()).isEqualTo(old.join());
        assertThat(backend.runs).hasSize(1);
        change.complete(null);
        assertThat(backend.runs)
                .as("who goes on from the change does not see the old one")
                .hasSize(2);
        backend.runs.get(1).complete(List.of("new"));
        assertThat(after).isCompletedWithValue(List.of("new"));
    }

    @Test
    void anAsynchronousChangeThatFailsDropsNothing() {
        CompletableFuture<List<String>> old = backend.callPrivate("a");
        backend.runs.get(0).complete(List.of("old"));
        CompletableFuture<Void> change = new CompletableFuture<>();
        CompletableFuture<Void> changed = backend.change(change, "a");
        IOException failure = new IOException("x");
        change.completeExceptionally(failure);
        assertThat(changed.handle((value, thrown) -> thrown).join()).isSameAs(failure);
        assertThat(backend.callPrivate("a").join()).isEqualTo(old.join());
        assertThat(backend.runs).hasSize(1);
    }

    /** A type whose adapter cannot be made. Immutable. */
    static final class Unlucky {}

    /** A default method that is memoized. Stateless. */
    interface Source {
        @Cached
        default CompletableFuture<String> next(String item) {
            Supplier<String> text = () -> "next " + item;
            return CompletableFuture.completedFuture(text.get());
        }
    }

    /** Asynchronous methods of many shapes. Confined to one thread. */
    static final class Backend {
        static int branchRuns;
        final List<CompletableFuture<List<String>>> runs = new ArrayList<>();
        final List<FutureTask<String>> tasks = new ArrayList<>();
        int plainRuns;

        CompletableFuture<List<String>> callPrivate(String item) {
            return load(item);
        }

        @Cached
        private CompletableFuture<List<String>> load(String item) {
            assert !item.isEmpty() : "an item";
            CompletableFuture<List<String>> run = new CompletableFuture<>();
            runs.add(run);
            return run;
        }

        @Invalidates(method = "load")
        CompletableFuture<Void> change(CompletableFuture<Void> made, String item) {
            assert !item.isEmpty() : "an item";
            return made;
        }

        @Cached
        static CompletionStage<String> branches(int kind, long number) {
            branchRuns++;
            try {
                if (kind == 0) {
                    return CompletableFuture.completedStage("kind 0 of " + number);
                }
                synchronized (Backend.class) {
                    if (kind == 1) {
                        return CompletableFuture.completedFuture("kind 1 of " + number);
                    }
                }
                if (kind == 2) {
                    throw new IllegalStateException("2");
                }
            } catch (IllegalStateException e) {
                return CompletableFuture.supplyAsync(() -> "kind " + e.getMessage() + " of " + number);
            } finally {
                assert branchRuns > 0 : "it runs";
            }
            return CompletableFuture.completedFuture("kind " + kind).thenApply(text -> text + " of " + number);
        }

        @Cached
        CompletionStage<String> reassigned(String text, int times) {
            plainRuns++;
            String piece = text;
            while (times-- > 0) {
                text = text + piece;
            }
            return CompletableFuture.completedStage(text);
        }

        @Cached
        Future<String> plain(String item) {
            FutureTask<String> task = new FutureTask<>(() -> "plain " + item);
            tasks.add(task);
            return task;
        }

        @Cached
        CompletableFuture<String> failing(String message) throws IOException {
            throw new IOException(message);
        }

        @Cached
        @Nullable
        CompletableFuture<String> none(String item) {
            plainRuns++;
            assert !item.isEmpty() : "an item";
            return null;
        }

        @Cached
        Later<String> lazy(String item) {
            plainRuns++;
            return new Later<>(() -> CompletableFuture.completedFuture("lazy " + item));
        }

        @Cached
        Unlucky unlucky(int n) {
            plainRuns++;
            assert n > 0 : "positive";
            return new Unlucky();
        }

        @Cached
        CompletableFuture<Integer> sum(int n) {
            plainRuns++;
            return n == 0 ? CompletableFuture.completedFuture(0) : sum(n - 1).thenApply(rest -> rest + n);
        }
    }
}
