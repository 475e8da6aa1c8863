// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.spi.Stats;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls that run the original as there is nothing to wait for: counted as that, and as nothing else. */
class BypassTest {
    private final Engine engine = new Engine(EngineSettings.defaults());

    /** It runs the original without waiting, so there is nothing to count but that. */
    @Test
    void aCallThatMeetsItsOwnLoadIsABypassAndNoWait() throws Throwable {
        LinkedMethod[] self = new LinkedMethod[1];
        int[] depth = new int[1];
        self[0] = LinkedMethod.of(engine, a -> depth[0]++ < 3 ? again(self[0]) : "end", int.class);
        assertThat(self[0].call(1)).isEqualTo("end");
        Stats stats = self[0].stats();
        assertThat(stats.bypasses()).isEqualTo(3);
        assertThat(stats.waits()).isZero();
        assertThat(stats.misses()).isEqualTo(1);
        assertThat(stats.loads()).isEqualTo(1);
    }

    /** Each thread loads one key and asks for the other's: one waits, and the other would wait for ever. */
    @Test
    void aCallThatWouldCloseACycleIsABypassAndNoWait() throws Throwable {
        CountDownLatch both = new CountDownLatch(2);
        LinkedMethod[] self = new LinkedMethod[1];
        self[0] = LinkedMethod.of(engine, a -> crossing(self[0], (int) nonNull(a[0]), both), int.class);
        try (Callers callers = new Callers()) {
            Future<@Nullable Object> first = callers.call(self[0], 1);
            Future<@Nullable Object> second = callers.call(self[0], -1);
            assertThat(Callers.get(first)).isNotNull();
            assertThat(Callers.get(second)).isNotNull();
        }
        assertThat(self[0].stats().bypasses()).isEqualTo(1);
        assertThat(self[0].stats().waits()).isEqualTo(1);
        assertThat(self[0].stats().loads()).isEqualTo(2);
    }

    private static Object crossing(LinkedMethod method, int key, CountDownLatch both) {
        if (both.getCount() == 0) {
            return "end";
        }
        both.countDown();
        try {
            both.await();
            return key + " " + method.call(-key);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static Object nonNull(@Nullable Object value) {
        return java.util.Objects.requireNonNull(value);
    }

    private static @Nullable Object again(LinkedMethod method) {
        try {
            return method.call(1);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
