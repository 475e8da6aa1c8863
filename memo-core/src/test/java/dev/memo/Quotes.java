// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Cached;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Asynchronous methods of every kind. Implementations are thread-safe. */
interface Quotes {
    @Cached(ttl = "1m")
    CompletableFuture<@Nullable Object> quote(String item);

    @Cached
    CompletionStage<List<String>> stage(String item);

    @Cached(ttl = "1m")
    Future<@Nullable Object> future(String item);

    @Cached(barrier = Barrier.NONE)
    CompletableFuture<@Nullable Object> open(String item);

    @Cached(cacheNull = false)
    CompletableFuture<@Nullable Object> withoutNulls(String item);
}
