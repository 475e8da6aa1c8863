// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Governor;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.Tuned;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A hit on a shared value allocates nothing, whatever the arguments and the receiver. */
class AllocationTest {
    private static final int KEYS = 64;
    private static final int HITS = 20_000;
    private static final String[] NAMES = new String[KEYS];
    private static final Engine ENGINE = new Engine(EngineSettings.defaults());

    private static final MethodHandle NONE = link();
    private static final MethodHandle LONG = link(long.class);
    private static final MethodHandle STRING = link(String.class);
    private static final MethodHandle LONG_STRING = link(long.class, String.class);
    private static final MethodHandle THREE = link(long.class, String.class, int.class);
    private static final MethodHandle OBJECT = link(Object.class);
    private static final MethodHandle MORTAL =
            Probes.ofStatic(ENGINE, Changed.ttl(TimeUnit.HOURS.toNanos(1)), long.class, String.class);
    private static final MethodHandle INSTANCE = Probes.ofInstance(ENGINE, long.class);

    private @Nullable Object seen;

    static {
        for (int i = 0; i < KEYS; i++) {
            NAMES[i] = "name " + i;
        }
    }

    @Test
    void aHitWithoutArgumentsAllocatesNothing() throws Throwable {
        expectNothing(i -> (Object) NONE.invokeExact(), 1);
    }

    @Test
    void aHitWithALongAllocatesNothing() throws Throwable {
        expectNothing(i -> (Object) LONG.invokeExact(1_000_000_000_000L + i), KEYS);
    }

    @Test
    void aHitWithAStringAllocatesNothing() throws Throwable {
        expectNothing(i -> (Object) STRING.invokeExact(NAMES[i]), KEYS);
    }

    @Test
    void aHitWithALongAndAStringAllocatesNothing() throws Throwable {
        expectNothing(i -> (Object) LONG_STRING.invokeExact((long) i, NAMES[i]), KEYS);
    }

    @Test
    void aHitWithThreeArgumentsAllocatesNothing() throws Throwable {
        expectNothing(i -> (Object) THREE.invokeExact((long) i, NAMES[i], i), KEYS);
    }

    @Test
    void aHitWithARecordAllocatesNothing() throws Throwable {
        Object[] keys = new Object[KEYS];
        for (int i = 0; i < KEYS; i++) {
            keys[i] = new Point(i, i);
        }
        expectNothing(i -> (Object) OBJECT.invokeExact(keys[i]), KEYS);
    }

    @Test
    void aHitOnAValueWithATtlAllocatesNothing() throws Throwable {
        expectNothing(i -> (Object) MORTAL.invokeExact((long) i, NAMES[i]), KEYS);
    }

    @Test
    void aHitOnAnObjectKnownByIdentityAllocatesNothing() throws Throwable {
        Object receiver = new Counter();
        expectNothing(i -> (Object) INSTANCE.invokeExact(receiver, (long) i), KEYS);
    }

    @Test
    void aHitOnARecordAllocatesNothing() throws Throwable {
        Object receiver = new Point(1, 2);
        expectNothing(i -> (Object) INSTANCE.invokeExact(receiver, (long) i), KEYS);
    }

    @Test
    void aHitOnAnObjectWithoutFieldsAllocatesNothing() throws Throwable {
        Object receiver = new Bare();
        expectNothing(i -> (Object) INSTANCE.invokeExact(receiver, (long) i), KEYS);
    }

    @Test
    void aHitThroughAProxyAllocatesNothing() throws Throwable {
        Prices prices = Memo.create().proxy(Prices.class, (product, currency) -> 100_000 + product);
        long[] sum = new long[1];
        AllocatedBytes.Round round = () -> {
            for (int n = 0; n < HITS; n++) {
                int i = n % KEYS;
                sum[0] += prices.price(i, NAMES[i]);
            }
        };
        assertThat(AllocatedBytes.of(round)).as("bytes in " + HITS + " hits").isZero();
        assertThat(sum[0]).isPositive();
    }

    @Test
    void aBypassedCallAllocatesItsKeyAndNothingElse() throws Throwable {
        MethodHandle probe = Probes.ofStatic(ENGINE, Tuned.with().governor(Governor.BYPASS), long.class);
        long[] key = new long[1];
        while (key[0] < 30_000) {
            Object slot = (Object) probe.invokeExact(key[0]++);
            if (slot instanceof CountDownLatch) {
                Probes.load(slot, "value");
            }
        }
        int calls = 1_000;
        AllocatedBytes.Round round = () -> {
            for (int n = 0; n < calls; n++) {
                seen = (Object) probe.invokeExact(key[0]++);
            }
        };
        assertThat(AllocatedBytes.of(round)).as("bytes in " + calls + " calls").isLessThan(calls * 128L);
        assertThat(seen).isNull();
    }

    private void expectNothing(Probe probe, int keys) throws Throwable {
        for (int i = 0; i < keys; i++) {
            Object slot = probe.ask(i);
            if (slot instanceof CountDownLatch) {
                Probes.load(slot, "value " + i);
            }
        }
        AllocatedBytes.Round round = () -> {
            for (int n = 0; n < HITS; n++) {
                seen = probe.ask(n % keys);
            }
        };
        assertThat(AllocatedBytes.of(round)).as("bytes in " + HITS + " hits").isZero();
        assertThat(seen).isEqualTo("value " + (HITS - 1) % keys);
    }

    private static MethodHandle link(Class<?>... parameters) {
        return Probes.ofStatic(ENGINE, UnaryOperator.identity(), parameters);
    }

    /** Calls a probe with the key of a number. */
    private interface Probe {
        @Nullable
        Object ask(int i) throws Throwable;
    }

    /** Memoized by a proxy; the result is a primitive that no cache of boxes holds. */
    interface Prices {
        @Cached
        long price(long product, String currency);
    }

    /** Equal by its fields. Immutable. */
    private record Point(int x, int y) {}

    /** Has state and no equality: known by identity. */
    @SuppressWarnings("UnusedVariable") // what counts is that there is a field
    private static final class Counter {
        private int count;
    }

    /** Has no state: known by its class. */
    private static final class Bare {}
}
