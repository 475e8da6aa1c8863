// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.region.JdkAsync;
import dev.memo.spi.AsyncAdapter;
import org.jspecify.annotations.Nullable;

/** Which methods return before their value is there, by their declared type. Stateless. */
final class Adapters {
    private Adapters() {}

    /** Returns what turns the method's results into stages, or null if it returns the value itself. */
    static @Nullable AsyncAdapter of(String descriptor) {
        return switch (descriptor.substring(descriptor.indexOf(')') + 1)) {
            case "Ljava/util/concurrent/CompletableFuture;", "Ljava/util/concurrent/CompletionStage;" -> JdkAsync.STAGE;
            case "Ljava/util/concurrent/Future;" -> JdkAsync.FUTURE;
            default -> null;
        };
    }
}
