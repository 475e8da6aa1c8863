// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What an invalidating method has to drop once it has returned; after an exception it drops nothing.
 *
 * <p>Woven code sees a latch and a consumer, as it does for a flight. Confined to one thread.
 */
final class PendingInvalidation extends CountDownLatch implements BiConsumer<@Nullable Object, @Nullable Object> {
    private final Invalidator invalidator;
    private final @Nullable Object receiver;
    private final @Nullable Object[] arguments;

    PendingInvalidation(Invalidator invalidator, @Nullable Object receiver, @Nullable Object[] arguments) {
        super(1);
        this.invalidator = invalidator;
        this.receiver = receiver;
        this.arguments = arguments;
    }

    @Override
    public void accept(@Nullable Object value, @Nullable Object thrown) {
        if (getCount() == 0) {
            return;
        }
        countDown();
        if (thrown == null) {
            invalidator.dropAfter(receiver, arguments);
        }
    }
}
