// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers with stages that the test completes, in the order of the calls, or as the test's own body does. Thread-safe. */
final class ScriptedQuotes implements Quotes {
    /** The stages of the runs so far. */
    final List<CompletableFuture<@Nullable Object>> runs = new CopyOnWriteArrayList<>();

    /** What a run does in place of handing out an unfinished stage. */
    volatile @Nullable Function<String, @Nullable Future<@Nullable Object>> body;

    @Override
    @SuppressWarnings("NullAway") // a test's body may return null, which a method should not
    public CompletableFuture<@Nullable Object> quote(String item) {
        return (CompletableFuture<@Nullable Object>) future(item);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the test completes it with such a list
    public CompletionStage<List<String>> stage(String item) {
        return (CompletionStage<List<String>>) (Object) future(item);
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    public Future<@Nullable Object> future(String item) {
        CompletableFuture<@Nullable Object> run = new CompletableFuture<>();
        runs.add(run);
        Function<String, @Nullable Future<@Nullable Object>> own = body;
        return own == null ? run : own.apply(item);
    }

    @Override
    public CompletableFuture<@Nullable Object> open(String item) {
        return quote(item);
    }

    @Override
    public CompletableFuture<@Nullable Object> withoutNulls(String item) {
        return quote(item);
    }

    /** Completes a run's stage. */
    void complete(int run, @Nullable Object value) {
        assert !runs.get(run).isDone() : "completed before";
        runs.get(run).complete(value);
    }
}
