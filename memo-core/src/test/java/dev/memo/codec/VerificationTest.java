// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.codec.Shapes.Pair;
import dev.memo.codec.Shapes.Samples;
import dev.memo.spi.CodecException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first value of each class is read back and compared. Confined to one thread. */
@Tag("parity-14")
@Tag("parity-63")
class VerificationTest {
    private final KryoCodec codec = new KryoCodec(VerificationTest.class.getClassLoader());

    @Test
    void classThatIsNotEqualToItsCopyIsRefused() {
        assertThatThrownBy(() -> codec.encode(new Unequal(1)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("a copy of it is not equal to it");
    }

    @Test
    void refusedClassIsRefusedAgainWithoutTryingAgain() {
        Unequal value = new Unequal(1);
        assertThatThrownBy(() -> codec.encode(value)).isInstanceOf(CodecException.class);
        int comparisons = value.comparisons;

        assertThatThrownBy(() -> codec.encode(value)).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> codec.measure(value)).isInstanceOf(CodecException.class);
        assertThat(value.comparisons).isEqualTo(comparisons);
    }

    @Test
    void faultOfANestedClassIsNotLaidToItsOwner() {
        assertThatThrownBy(() -> codec.encode(new Pair<>("a", new Unequal(1))))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("it holds a " + Unequal.class.getName());

        assertThat(codec.decode(codec.encode(new Pair<>("a", "b")))).isEqualTo(new Pair<>("a", "b"));
    }

    @Test
    void classMetLaterInAKnownOneIsVerifiedToo() {
        codec.encode(new ArrayList<>(List.of("a")));

        assertThatThrownBy(() -> codec.encode(new ArrayList<>(List.of(new Unequal(1)))))
                .isInstanceOf(CodecException.class);
    }

    @Test
    void recordWhoseConstructorChangesItsArgumentsIsRefused() {
        assertThatThrownBy(() -> codec.encode(new Growing(1)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(Growing.class.getName());
    }

    @Test
    void recordWhoseConstructorThrowsIsRefusedWithoutShowingTheValue() {
        assertThatThrownBy(() -> codec.encode(new Picky(new ArrayList<>(List.of("secret")))))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(Picky.class.getName())
                .hasMessageContaining("could not be put together again (IllegalStateException)")
                .hasStackTraceContaining("Picky")
                .hasMessageNotContaining("secret")
                .hasRootCauseMessage("java.lang.IllegalStateException");
    }

    @Test
    void classThatTurnsIntoAnotherIsRefused() {
        assertThatThrownBy(() -> codec.encode(new ArrayList<>(List.of(new Turncoat("a")))))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(Turncoat.class.getName());
    }

    @Test
    void recordThatHoldsAnArrayIsNoWorseThanItsArray() {
        Samples copy = (Samples) codec.decode(codec.encode(new Samples("a", new int[] {1, 2})));

        assertThat(copy.values()).containsExactly(1, 2);
    }

    @Test
    void valuesWithoutEqualsAreComparedByTheirFields() {
        Map<Plain, Set<Plain>> map = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            map.put(new Plain(i), new HashSet<>(Set.of(new Plain(-i), new Plain(i))));
        }

        assertThat((Map<?, ?>) codec.decode(codec.encode(map))).hasSize(50);
    }

    @Test
    void equalsThatThrowsCountsAsNone() {
        Plain copy = (Plain) codec.decode(codec.encode(new Throwing(3)));

        assertThat(copy.number).isEqualTo(3);
    }

    @Test
    void classOfTheSameNameInAnotherLoaderIsRefused() throws Exception {
        Class<?> twin = new ChildLoader(Plain.class).loadClass(Plain.class.getName());
        Object value = twin.getDeclaredConstructor(int.class).newInstance(1);

        assertThatThrownBy(() -> codec.encode(value))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("is of another class");
        assertThat(codec.decode(codec.encode(new Plain(1)))).isInstanceOf(Plain.class);
    }

    /** Equal to nothing but itself, although it says what equal means. */
    static final class Unequal {
        final int number;
        int comparisons;

        Unequal(int number) {
            this.number = number;
        }

        @Override
        public boolean equals(@Nullable Object o) {
            comparisons++;
            return this == o;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    record Growing(int number) {
        Growing {
            number++;
        }
    }

    record Picky(List<String> names) {
        private static int made;

        Picky {
            if (made++ > 0) {
                throw new IllegalStateException("not " + names);
            }
        }
    }

    /** Comes back from Java serialization as a string. */
    static final class Turncoat extends Exception {
        private static final long serialVersionUID = 1L;

        Turncoat(String message) {
            super(message);
        }

        private Object writeReplace() {
            return new Serialized();
        }

        private static final class Serialized implements Serializable {
            private static final long serialVersionUID = 1L;

            private Object readResolve() {
                return "a string";
            }
        }
    }

    /** A class as plain as can be. It is public so that a child loader's twin of it can be made. */
    public static class Plain {
        final int number;

        public Plain(int number) {
            this.number = number;
        }
    }

    /** Has an equals that cannot be used. */
    static final class Throwing extends Plain {
        final Object lock = new Object();

        Throwing(int number) {
            super(number);
        }

        @Override
        public boolean equals(@Nullable Object o) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int hashCode() {
            throw new UnsupportedOperationException();
        }
    }
}
