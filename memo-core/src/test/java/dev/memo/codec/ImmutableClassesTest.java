// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.codec.Shapes.Bean;
import dev.memo.codec.Shapes.Circle;
import dev.memo.codec.Shapes.Line;
import dev.memo.codec.Shapes.Op;
import dev.memo.codec.Shapes.Order;
import dev.memo.codec.Shapes.Pair;
import dev.memo.codec.Shapes.Primitives;
import dev.memo.codec.Shapes.Samples;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which of an application's own classes are shared without a copy. Confined to one thread. */
@Tag("parity-11")
class ImmutableClassesTest {
    private static boolean initialised;

    @Test
    void recordOfProvenComponentsIsProven() {
        assertThat(proven(new Circle(1))).isTrue();
        assertThat(proven(new Line("a", 1))).isTrue();
        assertThat(proven(new Pair<>("a", new Pair<>(1, null)))).isTrue();
        assertThat(proven(new Order("1", List.of(new Line("a", 1)), Map.of(Op.PLUS, BigDecimal.ONE), null)))
                .isTrue();
    }

    @Test
    void sameRecordWithAMutableComponentIsNot() {
        assertThat(proven(new Pair<>("a", new ArrayList<>()))).isFalse();
        assertThat(proven(new Pair<>("a", new int[0]))).isFalse();
        assertThat(proven(new Pair<>("a", new Bean()))).isFalse();
        assertThat(proven(new Order("1", Arrays.asList(), Map.of(), null))).isFalse();
        assertThat(proven(new Order("1", List.of(), Map.of(), new Order("2", new ArrayList<>(), Map.of(), null))))
                .isFalse();
        assertThat(proven(new Samples("a", new int[0]))).isFalse();
    }

    @Test
    void finalClassOfFinalFieldsIsProvenWithItsSuperclasses() {
        assertThat(proven(new Primitives(1))).isTrue();
        assertThat(proven(new Leaf("a", List.of(1)))).isTrue();
        assertThat(proven(new Leaf("a", new ArrayList<>()))).isFalse();
        assertThat(proven(new Money(5))).isTrue();
    }

    @Test
    void classWithAFieldThatCanBeSetIsNot() {
        assertThat(proven(new Bean())).isFalse();
        assertThat(proven(new Counter())).isFalse();
        assertThat(proven(new CountedLeaf())).isFalse();
    }

    @Test
    void classThatIsNotFinalIsNot() {
        assertThat(proven(new Base("a"))).isFalse();
        assertThat(proven(new Pair<>("a", new Base("a")))).isFalse();
    }

    @Test
    void classWithHiddenStateOfTheJdkIsNot() {
        assertThat(proven(new Shapes.Range(3))).isFalse();
        assertThat(proven(new Shapes.Failure("a", 1))).isFalse();
    }

    @Test
    void lambdaIsProvenIfWhatItCapturesIs() {
        String text = Objects.toString(1);
        List<String> list = new ArrayList<>();
        Supplier<String> none = () -> "a";
        Supplier<String> captured = () -> text;
        Supplier<String> mutable = list::toString;

        assertThat(proven(none)).isTrue();
        assertThat(proven(captured)).isTrue();
        assertThat(proven(mutable)).isFalse();
    }

    @Test
    void noCodeOfTheClassRuns() {
        assertThat(proven(new Touchy("a"))).isTrue();
        assertThat(proven(List.of(new Touchy("a")))).isTrue();
        assertThat(proven(new Holder(null))).isTrue();
        assertThat(initialised).isFalse();
    }

    private static boolean proven(Object value) {
        return Immutability.proven(value);
    }

    static class Base {
        final String name;

        Base(String name) {
            this.name = name;
        }
    }

    static final class Leaf extends Base {
        final List<Integer> numbers;

        Leaf(String name, List<Integer> numbers) {
            super(name);
            this.numbers = numbers;
        }
    }

    static final class Money extends Number {
        private static final long serialVersionUID = 1L;
        private final long cents;

        Money(long cents) {
            this.cents = cents;
        }

        @Override
        public int intValue() {
            return (int) cents;
        }

        @Override
        public long longValue() {
            return cents;
        }

        @Override
        public float floatValue() {
            return cents;
        }

        @Override
        public double doubleValue() {
            return cents;
        }
    }

    static final class Counter {
        final String name = "a";
        transient int count;
    }

    static class CountedBase {
        int count;
    }

    static final class CountedLeaf extends CountedBase {
        final String name = "a";
    }

    /** Every method of its own throws. */
    record Touchy(String text) {
        @Override
        public String text() {
            throw new AssertionError();
        }

        @Override
        public boolean equals(@Nullable Object o) {
            throw new AssertionError();
        }

        @Override
        public int hashCode() {
            throw new AssertionError();
        }

        @Override
        public String toString() {
            return "touchy";
        }
    }

    record Holder(@Nullable Late late) {}

    static final class Late {
        static {
            initialised = true;
        }
    }
}
