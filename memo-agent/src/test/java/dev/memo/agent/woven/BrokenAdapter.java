// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.woven;

import dev.memo.spi.Adapts;
import dev.memo.spi.AsyncAdapter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An adapter that cannot be made. Stateless. */
@Adapts("dev.memo.agent.woven.AsyncWovenTest$Unlucky")
final class BrokenAdapter implements AsyncAdapter {
    BrokenAdapter() {
        throw new IllegalStateException("planned");
    }

    @Override
    public CompletionStage<?> toStage(Object result) {
        throw new AssertionError("never made");
    }

    @Override
    public Object fromStage(CompletableFuture<?> stage) {
        throw new AssertionError("never made");
    }
}
