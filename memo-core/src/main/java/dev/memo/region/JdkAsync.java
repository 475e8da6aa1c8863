// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.AsyncAdapter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The asynchronous types of the JDK's. Immutable. */
public enum JdkAsync implements AsyncAdapter {
    /** {@code CompletionStage} and {@code CompletableFuture}. */
    STAGE,
    /** {@code Future}: what a method returns is often a stage nevertheless; if not, nobody tells when it is done. */
    FUTURE;

    @Override
    public CompletionStage<?> toStage(Object result) {
        return (CompletionStage<?>) result;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the caller, whose it is, has it by its declared type
    public Object fromStage(CompletableFuture<?> stage) {
        return stage;
    }
}
