// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.woven;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.memo.annotation.Cached;
import java.lang.management.ManagementFactory;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Hits on shared values allocate nothing, counted by the JVM for this thread after warm-up. */
class AllocationWovenTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int HITS = 200_000;
    private static final int ROUNDS = 40;

    private final Prices prices = new Prices(3);
    private final String[] names = {"a", "b", "c", "d"};

    @Test
    void noArgument() {
        assertNoAllocation(i -> Prices.nothing());
    }

    @Test
    void oneLong() {
        assertNoAllocation(i -> Prices.one(i & 1023));
    }

    @Test
    void oneLongWithTtlAndIdle() {
        assertNoAllocation(i -> Prices.ending(i & 1023));
    }

    @Test
    void oneString() {
        assertNoAllocation(i -> Prices.name(names[(int) i & 3]));
    }

    @Test
    void twoArguments() {
        assertNoAllocation(i -> Prices.two(i & 255, names[(int) i & 3]));
    }

    @Test
    void threeArguments() {
        assertNoAllocation(i -> Prices.three(i & 255, names[(int) i & 3], (int) i & 1));
    }

    @Test
    void aReceiverByIdentity() {
        assertNoAllocation(i -> prices.own(i & 255));
    }

    @Test
    void aReceiverByEquality() {
        Point point = new Point(1, 2);
        assertNoAllocation(i -> point.own(i & 255));
    }

    private static void assertNoAllocation(LongUnaryOperator hits) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++) {
            least = Math.min(least, allocatedBy(hits));
        }
        assertThat(least).isZero();
    }

    private static long allocatedBy(LongUnaryOperator hits) {
        long thread = Thread.currentThread().getId();
        long sum = 0;
        long before = THREADS.getThreadAllocatedBytes(thread);
        for (long i = 0; i < HITS; i++) {
            sum += hits.applyAsLong(i);
        }
        long after = THREADS.getThreadAllocatedBytes(thread);
        assertThat(sum).isNotNegative();
        return after - before;
    }

    /** A record takes part in the key by equality. */
    record Point(int x, int y) {
        @Cached
        long own(long n) {
            return x + y + n;
        }
    }

    /** Its fields make the receiver part of the key, by identity. */
    static final class Prices {
        private final int factor;

        Prices(int factor) {
            this.factor = factor;
        }

        @Cached
        private static long nothing() {
            return 1;
        }

        @Cached
        private static long one(long n) {
            return n;
        }

        @Cached(ttl = "10m", idle = "5m")
        private static long ending(long n) {
            return n;
        }

        @Cached
        private static int name(String name) {
            return name.length();
        }

        @Cached
        private static long two(long n, String name) {
            return n + name.length();
        }

        @Cached
        private static long three(long n, String name, int more) {
            return n + name.length() + more;
        }

        @Cached
        private long own(long n) {
            return n * factor;
        }
    }
}
