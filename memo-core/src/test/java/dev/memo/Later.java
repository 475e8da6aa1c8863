// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A lazy type as libraries have them: nothing runs until somebody subscribes, and then anew for each who does. As
 * thread-safe as the supplier is.
 */
public class Later<T> {
    private final Supplier<CompletableFuture<T>> source;

    Later(Supplier<CompletableFuture<T>> source) {
        this.source = source;
    }

    CompletableFuture<T> subscribe() {
        return source.get();
    }
}
