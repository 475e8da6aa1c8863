// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An argument that changes after the call never makes a later call get the wrong result. */
class ChangedArgumentTest {
    private final Engine engine = new Engine(EngineSettings.defaults());
    private final LinkedMethod method = LinkedMethod.of(engine, a -> Contents.text(a[0]), Object.class);

    @Test
    void aListIsKeptAsItWas() throws Throwable {
        List<Object> list = new ArrayList<>(List.of(1));
        method.call(list);
        list.set(0, 2);
        assertThat(method.call(list)).isEqualTo("list[Integer 2]");
        assertThat(method.call(List.of(1))).isEqualTo("list[Integer 1]");
        assertThat(method.runs()).isEqualTo(2);
    }

    @Test
    void anArrayIsKeptAsItWasWithAllThatIsInIt() throws Throwable {
        int[] inner = {1};
        Object[] array = {inner, new ArrayList<>(List.of("x"))};
        method.call((Object) array);
        inner[0] = 2;
        assertThat(method.call((Object) array)).isEqualTo("Object[]list[int[]list[Integer 2], list[String x]]");
        assertThat(method.call((Object) new Object[] {new int[] {1}, List.of("x")}))
                .isEqualTo("Object[]list[int[]list[Integer 1], list[String x]]");
        assertThat(method.runs()).isEqualTo(2);
    }

    @Test
    void aMapIsKeptAsItWas() throws Throwable {
        Map<String, Object> map = new HashMap<>(Map.of("k", new int[] {1}));
        method.call(map);
        map.put("k", new int[] {2});
        assertThat(method.call(map)).isEqualTo("map{String k=int[]list[Integer 2]}");
        assertThat(method.call(Map.of("k", new int[] {1}))).isEqualTo("map{String k=int[]list[Integer 1]}");
        assertThat(method.runs()).isEqualTo(2);
    }

    @Test
    void aViewIsKeptAsItsContentWas() throws Throwable {
        List<Object> backing = new ArrayList<>(List.of(1, 2, 3));
        List<Object> view = Collections.unmodifiableList(backing.subList(0, 2));
        method.call(view);
        backing.set(0, 9);
        assertThat(method.call(view)).isEqualTo("list[Integer 9, Integer 2]");
        assertThat(method.call(List.of(1, 2))).isEqualTo("list[Integer 1, Integer 2]");
        assertThat(method.runs()).isEqualTo(2);
    }

    @Test
    void anObjectWithEqualityIsKeptAsItWas() throws Throwable {
        LinkedMethod names = LinkedMethod.of(engine, a -> ((Person) argument(a)).name, Object.class);
        Person person = new Person("ada");
        names.call(person);
        person.name = "bob";
        assertThat(names.call(person)).isEqualTo("bob");
        assertThat(names.call(new Person("ada"))).isEqualTo("ada");
        assertThat(names.call(new Person("bob"))).isEqualTo("bob");
        assertThat(names.runs()).isEqualTo(2);
    }

    /** Its copy has the old name, so that a hash that stays the same does no harm. */
    @Test
    void anObjectThatChangesButNotItsHashIsAnotherKey() throws Throwable {
        LinkedMethod names = LinkedMethod.of(engine, a -> ((Person) argument(a)).name, Object.class);
        Person person = new Person("Aa");
        names.call(person);
        person.name = "BB";
        assertThat(names.call(person)).isEqualTo("BB");
        assertThat(names.call(new Person("Aa"))).isEqualTo("Aa");
        assertThat(names.runs()).isEqualTo(2);
    }

    /** It may lose its entry by the change; the entry of another it never gets. */
    @Test
    void anObjectThatCannotBeCopiedNeverGetsAnothersResult() throws Throwable {
        LinkedMethod names = LinkedMethod.of(engine, a -> ((Uncopied) argument(a)).name, Object.class);
        Uncopied first = new Uncopied("ada");
        Uncopied second = new Uncopied("bob");
        assertThat(names.call(first)).isEqualTo("ada");
        assertThat(names.call(first)).isEqualTo("ada");
        assertThat(names.runs()).isEqualTo(1);
        first.name = "bob";
        assertThat(names.call(second)).isEqualTo("bob");
        assertThat(names.call(first)).isEqualTo("bob");
        second.name = "ada";
        assertThat(names.call(second)).isEqualTo("ada");
        assertThat(names.call(new Uncopied("ada"))).isEqualTo("ada");
        assertThat(names.call(new Uncopied("bob"))).isEqualTo("bob");
    }

    @Test
    void anObjectWithoutEqualityIsNoKeyAndIsCounted() throws Throwable {
        LinkedMethod counts = LinkedMethod.of(engine, a -> argument(a).toString(), Object.class);
        AtomicLong count = new AtomicLong(1);
        assertThat(counts.call(count)).isEqualTo("1");
        count.set(2);
        assertThat(counts.call(count)).isEqualTo("2");
        counts.call(new Object());
        counts.call(List.of(new Object()));
        counts.call((Object) new Object[] {new Object()});
        counts.call(Map.of("k", new Object()));
        assertThat(counts.stats().bypasses()).isEqualTo(6);
        assertThat(counts.stats().entries()).isZero();
        assertThat(counts.stats().bytes()).isZero();
    }

    @Test
    @SuppressWarnings("JavaUtilDate") // that is the point
    void changeableValuesOfTheJdkAreKeptAsTheyWere() throws Throwable {
        LinkedMethod texts = LinkedMethod.of(engine, a -> argument(a).toString(), Object.class);
        Date date = new Date(0);
        BitSet bits = new BitSet();
        texts.call(date);
        texts.call(bits);
        date.setTime(86_400_000L * 400);
        bits.set(3);
        assertThat(texts.call(date)).isEqualTo(date.toString());
        assertThat(texts.call(bits)).isEqualTo("{3}");
        assertThat(texts.call(new Date(0))).isEqualTo(new Date(0).toString());
        assertThat(texts.call(new BitSet())).isEqualTo("{}");
        assertThat(texts.runs()).isEqualTo(4);
    }

    /** The empty string has hash 0, so two of them count no more than one. */
    @Test
    void aSetThatTellsEqualElementsApartIsNotTakenForASmallerOne() throws Throwable {
        LinkedMethod sizes = LinkedMethod.of(engine, a -> ((Set<?>) argument(a)).size(), Object.class);
        Set<Object> identities = Collections.newSetFromMap(new IdentityHashMap<>());
        identities.add("");
        identities.add(String.valueOf(new char[0]));
        assertThat(identities).hasSize(2);
        assertThat(sizes.call(identities)).isEqualTo(2);
        assertThat(sizes.call(Set.of(""))).isEqualTo(1);
        assertThat(sizes.call(identities)).isEqualTo(2);
    }

    @Test
    void aMapThatTellsEqualKeysApartIsNotTakenForASmallerOne() throws Throwable {
        LinkedMethod sizes = LinkedMethod.of(engine, a -> ((Map<?, ?>) argument(a)).size(), Object.class);
        IdentityHashMap<Object, Object> identities = new IdentityHashMap<>();
        identities.put("x", "x");
        identities.put(String.valueOf(new char[] {'x'}), "x");
        assertThat(identities).hasSize(2);
        assertThat(sizes.call(identities)).isEqualTo(2);
        assertThat(sizes.call(Map.of("x", "x"))).isEqualTo(1);
        assertThat(sizes.call(identities)).isEqualTo(2);
    }

    /** The key is taken before the body runs. */
    @Test
    void aBodyThatChangesItsArgumentDoesNotChangeTheKey() throws Throwable {
        LinkedMethod drain = LinkedMethod.of(
                engine,
                a -> {
                    List<?> list = (List<?>) argument(a);
                    int size = list.size();
                    list.clear();
                    return size;
                },
                Object.class);
        assertThat(drain.call(new ArrayList<>(List.of(1, 2)))).isEqualTo(2);
        assertThat(drain.call(new ArrayList<>(List.of(1, 2)))).isEqualTo(2);
        assertThat(drain.call(new ArrayList<>())).isEqualTo(0);
        assertThat(drain.runs()).isEqualTo(2);
    }

    private static Object argument(@Nullable Object[] arguments) {
        return Objects.requireNonNull(arguments[0]);
    }

    /** Has equality, and can be copied. */
    static final class Person {
        String name;

        Person(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(@Nullable Object o) {
            return o instanceof Person other && name.equals(other.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** Has equality, but holds what no codec copies. */
    static final class Uncopied {
        final Callable<String> lambda = () -> "never encoded";
        String name;

        Uncopied(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(@Nullable Object o) {
            return o instanceof Uncopied other && name.equals(other.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }
}
