// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;

/**
 * What this thread has allocated, by the JVM's own count.
 *
 * <p>The interface is that of {@code com.sun.management}, which the module under test does not read. Stateless.
 */
final class AllocatedBytes {
    private static final int WARM_UP = 60;
    private static final int ROUNDS = 12;
    private static final MethodHandle COUNTER = counter();

    private AllocatedBytes() {}

    /** Returns the fewest bytes that a warm round allocates, less what the measurement itself does. */
    static long of(Round round) throws Throwable {
        for (int i = 0; i < WARM_UP; i++) {
            measure(round);
        }
        long least = Long.MAX_VALUE;
        long own = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            least = Math.min(least, measure(round));
            own = Math.min(own, measure(() -> {}));
        }
        return least - own;
    }

    private static long measure(Round round) throws Throwable {
        long id = Thread.currentThread().getId();
        long before = (long) COUNTER.invokeExact(id);
        round.run();
        return (long) COUNTER.invokeExact(id) - before;
    }

    private static MethodHandle counter() {
        try {
            Class<?> type = Class.forName("com.sun.management.ThreadMXBean");
            return MethodHandles.publicLookup()
                    .findVirtual(type, "getThreadAllocatedBytes", MethodType.methodType(long.class, long.class))
                    .bindTo(ManagementFactory.getThreadMXBean());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** Many hits. */
    interface Round {
        void run() throws Throwable;
    }
}
