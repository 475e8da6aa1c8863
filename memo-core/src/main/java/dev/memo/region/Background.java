// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.ThreadContext;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where loads run that no caller runs itself. Immutable.
 *
 * @param executor the user's own, null for threads of Memo's
 * @param contexts what is carried over to them beside the context class loader
 */
public record Background(@Nullable Executor executor, List<ThreadContext> contexts) {
    /** Threads of Memo's, with nothing but the context class loader. */
    public static final Background OWN = new Background(null, List.of());

    /** Copies the list. */
    public Background {
        contexts = List.copyOf(contexts);
    }
}
