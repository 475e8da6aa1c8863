// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays and containers as arguments: by what is in them. */
class ContentKeysTest {
    private final Engine engine = new Engine(EngineSettings.defaults());
    private final LinkedMethod method = LinkedMethod.of(engine, a -> Contents.text(a[0]), Object.class);

    @Test
    void arraysOfEveryTypeCompareByContent() throws Throwable {
        Object[][] pairs = {
            {new int[] {1, 2}, new int[] {1, 2}, new int[] {1, 3}},
            {new long[] {1, 2}, new long[] {1, 2}, new long[] {2, 1}},
            {new byte[] {1}, new byte[] {1}, new byte[] {1, 1}},
            {new short[] {1}, new short[] {1}, new short[] {}},
            {new char[] {'a'}, new char[] {'a'}, new char[] {'b'}},
            {new boolean[] {true}, new boolean[] {true}, new boolean[] {false}},
            {new float[] {0f}, new float[] {0f}, new float[] {-0f}},
            {new double[] {Double.NaN}, new double[] {Double.NaN}, new double[] {1}},
            {new String[] {"a", null}, new String[] {"a", null}, new String[] {null, "a"}},
            {new Object[] {1}, new Object[] {1}, new Object[] {1L}},
        };
        for (Object[] row : pairs) {
            assertShared(row[0], row[1]);
            assertApart(row[0], row[2]);
        }
    }

    @Test
    void arraysOfDifferentTypesAreDifferentKeys() throws Throwable {
        assertApart(new int[] {1}, new long[] {1});
        assertApart(new int[] {}, new long[] {});
        assertApart(new String[] {"a"}, new Object[] {"a"});
        assertApart(new Integer[] {1}, new int[] {1});
        assertApart(new int[] {1}, List.of(1));
    }

    @Test
    void nestedArraysCompareByContent() throws Throwable {
        assertShared(new int[][] {{1}, {2, 3}}, new int[][] {{1}, {2, 3}});
        assertApart(new int[][] {{1}, {2, 3}}, new int[][] {{1, 2}, {3}});
        assertShared(new Object[] {new Object[] {new byte[] {7}}}, new Object[] {new Object[] {new byte[] {7}}});
        assertApart(new Object[] {new Object[] {new byte[] {7}}}, new Object[] {new Object[] {new byte[] {8}}});
    }

    @Test
    void containersThatHoldArraysCompareByContent() throws Throwable {
        assertShared(List.of(new int[] {1}), List.of(new int[] {1}));
        assertShared(List.of(new int[] {1}), new ArrayList<>(List.of(new int[] {1})));
        assertApart(List.of(new int[] {1}), List.of(new int[] {2}));
        assertShared(Map.of("k", new int[] {1}), new HashMap<>(Map.of("k", new int[] {1})));
        assertApart(Map.of("k", new int[] {1}), Map.of("k", new int[] {2}));
        assertShared(Optional.of(new int[] {1}), Optional.of(new int[] {1}));
        assertApart(Optional.of(new int[] {1}), Optional.of(new int[] {2}));
        assertShared(List.of(Map.of(1, List.of(new long[] {9}))), List.of(Map.of(1, List.of(new long[] {9}))));
    }

    @Test
    void equalContainersOfDifferentClassesAreOneKey() throws Throwable {
        assertShared(new ArrayList<>(List.of(1, 2)), List.of(1, 2));
        assertShared(new CopyOnWriteArrayList<>(List.of(3, 2)), Arrays.asList(3, 2));
        assertShared(new TreeSet<>(Set.of(1, 2)), Set.of(2, 1));
        assertShared(new TreeMap<>(Map.of("a", 1)), Map.of("a", 1));
        assertApart(List.of(5), Set.of(5));
    }

    @Test
    void listsCompareInOrderAndMapsByKeyEvenWithNulls() throws Throwable {
        assertApart(List.of(1, 2), List.of(2, 1));
        assertApart(List.of(1), List.of(1, 1));
        assertApart(map("a", null), map("b", null));
        assertApart(map("a", null), map("a", 0));
        assertShared(map("a", null), map("a", null));
    }

    @Test
    void arraysOfContainersOfASpecialClassAreKeysToo() throws Throwable {
        assertShared(treeMaps("a"), treeMaps("a"));
        assertApart(treeMaps("a"), treeMaps("b"));
        assertShared(copyOnWriteLists(1), copyOnWriteLists(1));
    }

    @Test
    void deepContainersDoNotBreakTheCall() throws Throwable {
        LinkedMethod depth = LinkedMethod.of(engine, a -> "called", Object.class);
        for (int levels : new int[] {10, 63, 64, 65, 1_000, 100_000}) {
            Object deep = 1;
            for (int i = 0; i < levels; i++) {
                deep = i % 2 == 0 ? new Object[] {deep} : new ArrayList<>(List.of(deep));
            }
            assertThat(depth.call(deep)).isEqualTo("called");
            assertThat(depth.call(deep)).isEqualTo("called");
        }
        assertThat(depth.stats().loads() + depth.stats().bypasses()).isEqualTo(depth.runs());
        assertThat(depth.stats().hits() + depth.stats().misses() + depth.stats().bypasses())
                .isEqualTo(12);
    }

    @Test
    void containersThatHoldThemselvesDoNotBreakTheCall() throws Throwable {
        LinkedMethod any = LinkedMethod.of(engine, a -> "called", Object.class);
        List<Object> list = new ArrayList<>();
        list.add(list);
        Map<String, Object> map = new HashMap<>();
        map.put("me", map);
        Object[] array = new Object[1];
        array[0] = array;
        for (Object argument : List.of(list, map, (Object) array, List.of((Object) array))) {
            assertThat(any.call(argument)).isEqualTo("called");
            assertThat(any.call(argument)).isEqualTo("called");
        }
        assertThat(any.stats().bypasses()).isEqualTo(8);
        assertThat(any.stats().entries()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aRandomArgumentNeverGetsAnothersResult(long seed) throws Throwable {
        System.out.println("ContentKeysTest seed " + seed);
        Contents contents = new Contents(seed);
        for (int i = 0; i < 2_000; i++) {
            Object argument = contents.any(3);
            assertThat(method.call(argument)).isEqualTo(Contents.text(argument));
            contents.change(argument);
            assertThat(method.call(argument)).isEqualTo(Contents.text(argument));
        }
        assertThat(method.stats().hits()).isPositive();
    }

    private void assertShared(Object first, Object second) throws Throwable {
        Object expected = method.call(first);
        int runs = method.runs();
        assertThat(method.call(second)).isEqualTo(expected);
        assertThat(method.runs()).as(Contents.text(second)).isEqualTo(runs);
    }

    private void assertApart(Object first, Object second) throws Throwable {
        LinkedMethod fresh = LinkedMethod.of(engine, a -> Contents.text(a[0]), Object.class);
        for (int round = 0; round < 2; round++) {
            assertThat(fresh.call(first)).isEqualTo(Contents.text(first));
            assertThat(fresh.call(second)).isEqualTo(Contents.text(second));
        }
        assertThat(fresh.runs()).as(Contents.text(second)).isEqualTo(2);
    }

    private static Map<String, @Nullable Object> map(String key, @Nullable Object value) {
        Map<String, @Nullable Object> map = new HashMap<>();
        map.put(key, value);
        return map;
    }

    private static Object treeMaps(String key) {
        return new TreeMap<?, ?>[] {new TreeMap<>(Map.of(key, 1))};
    }

    private static Object copyOnWriteLists(int element) {
        return new CopyOnWriteArrayList<?>[] {new CopyOnWriteArrayList<>(List.of(element))};
    }
}
