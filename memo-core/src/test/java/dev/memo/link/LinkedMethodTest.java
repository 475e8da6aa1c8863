// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkedMethodTest {
    private final Engine engine = new Engine(EngineSettings.defaults());

    @Test
    void equalArgumentsLoadOnce() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> a[0] + "/" + a[1], long.class, String.class);
        for (int i = 0; i < 5; i++) {
            assertThat(method.call(1L, "x")).isEqualTo("1/x");
            assertThat(method.call(2L, "x")).isEqualTo("2/x");
            assertThat(method.call(-1L, null)).isEqualTo("-1/null");
        }
        assertThat(method.runs()).isEqualTo(3);
        assertThat(method.stats().hits()).isEqualTo(12);
        assertThat(method.stats().misses()).isEqualTo(3);
        assertThat(method.stats().loads()).isEqualTo(3);
        assertThat(method.stats().entries()).isEqualTo(3);
    }

    @Test
    void manyKeysSurviveTheGrowthOfTheTable() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> a[0], int.class);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 10_000; i++) {
                assertThat(method.call(i)).isEqualTo(i);
            }
        }
        assertThat(method.runs()).isEqualTo(10_000);
    }

    @Test
    void allPrimitivesAreParts() throws Throwable {
        LinkedMethod method = LinkedMethod.of(
                engine,
                Arrays::toString,
                boolean.class,
                byte.class,
                char.class,
                short.class,
                int.class,
                long.class,
                float.class,
                double.class,
                String.class,
                Object.class);
        Object[] call = {true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, Double.NaN, "s", List.of(1)};
        method.call(call);
        method.call(call);
        for (int i = 0; i < call.length; i++) {
            Object[] other = call.clone();
            other[i] = new Object[] {false, (byte) 9, 'd', (short) 9, 9, 9L, 9f, 9.0, "t", List.of(2)}[i];
            method.call(other);
        }
        assertThat(method.runs()).isEqualTo(11);
    }

    @Test
    void anArgumentThatChangesAfterTheCallIsAnotherKey() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> a[0].toString(), Object.class);
        List<Object> list = new ArrayList<>(List.of(1, 2));
        assertThat(method.call(list)).isEqualTo("[1, 2]");
        list.add(3);
        assertThat(method.call(list)).isEqualTo("[1, 2, 3]");
        assertThat(method.call(List.of(1, 2))).isEqualTo("[1, 2]");
        assertThat(method.runs()).isEqualTo(2);
    }

    @Test
    void anExceptionReachesTheCallerAndIsNotKept() {
        LinkedMethod method = LinkedMethod.of(
                engine,
                a -> {
                    throw new IllegalStateException("boom");
                },
                int.class);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> method.call(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("boom");
        }
        assertThat(method.runs()).isEqualTo(2);
        assertThat(method.stats().loadFailures()).isEqualTo(2);
        assertThat(method.stats().entries()).isZero();
    }

    @Test
    void theInvalidatedKeyLoadsAgain() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> a[0], int.class);
        method.call(1);
        method.call(2);
        assertThat(method.invalidate(1)).isEqualTo(1);
        assertThat(method.invalidate(1)).isZero();
        method.call(1);
        method.call(2);
        assertThat(method.runs()).isEqualTo(3);
    }

    @Test
    void nullIsAValue() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> null, int.class);
        assertThat(method.call(1)).isNull();
        assertThat(method.call(1)).isNull();
        assertThat(method.runs()).isEqualTo(1);
    }

    @Test
    void theEntryLimitKeepsTheMostRecentlyUsed() throws Throwable {
        LinkedMethod method = LinkedMethod.of(
                new Engine(
                        EngineSettings.builder().maxBytes(1 << 20).maxEntries(3).build()),
                a -> a[0],
                int.class);
        method.call(1);
        method.call(2);
        method.call(3);
        method.call(1);
        method.call(4);
        assertThat(method.stats().entries()).isEqualTo(3);
        method.call(1);
        method.call(3);
        method.call(4);
        assertThat(method.runs()).isEqualTo(4);
        method.call(2);
        assertThat(method.runs()).isEqualTo(5);
    }
}
