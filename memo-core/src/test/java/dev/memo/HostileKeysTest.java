// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.link.Tuned;
import dev.memo.spi.Stats;
import java.sql.Timestamp;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys that cannot be made or compared: the call goes through, and is counted. */
class HostileKeysTest {
    private final Engine engine = new Engine(EngineSettings.defaults());
    private final LinkedMethod method = LinkedMethod.of(engine, a -> "called", Object.class);

    @Test
    @Tag("parity-9")
    void aHashCodeThatThrowsLetsTheCallThrough() throws Throwable {
        Hostile hostile = new Hostile(true, false);
        assertThat(method.call(hostile)).isEqualTo("called");
        assertThat(method.call(List.of(hostile))).isEqualTo("called");
        assertThat(method.call((Object) new Object[] {hostile})).isEqualTo("called");
        assertThat(method.runs()).isEqualTo(3);
        assertBypasses(3);
    }

    @Test
    @Tag("parity-9")
    void anEqualsThatThrowsLetsTheCallThrough() throws Throwable {
        for (int i = 0; i < 4; i++) {
            assertThat(method.call(new Hostile(false, true))).isEqualTo("called");
        }
        Stats stats = method.stats();
        assertThat(method.runs()).isEqualTo(4);
        assertThat(stats.bypasses() + stats.misses()).isEqualTo(4);
        assertThat(stats.bypasses()).isPositive();
        assertThat(stats.hits()).isZero();
    }

    @Test
    void otherKeysAreUnharmedByOneThatThrows() throws Throwable {
        LinkedMethod two = LinkedMethod.of(engine, a -> a[0] + "!", Object.class);
        two.call(new Hostile(false, true));
        for (int i = 1_000; i < 1_100; i++) {
            assertThat(two.call(i)).isEqualTo(i + "!");
            assertThat(two.call(i)).isEqualTo(i + "!");
        }
        assertThat(two.runs()).isEqualTo(101);
    }

    @Test
    void aThrownErrorOfAKeyLetsTheCallThroughToo() throws Throwable {
        Object argument = new Object() {
            @Override
            public int hashCode() {
                throw new AssertionError("secret");
            }
        };
        assertThat(method.call(argument)).isEqualTo("called");
        assertBypasses(1);
    }

    @Test
    void aStackThatOverflowsInAKeyLetsTheCallThrough() throws Throwable {
        Object endless = new Object() {
            @Override
            @SuppressWarnings("InfiniteRecursion") // that is the point
            public int hashCode() {
                return hashCode() + 1;
            }
        };
        assertThat(method.call(endless)).isEqualTo("called");
        assertBypasses(1);
    }

    @Test
    void anOriginalThatOverflowsTheStackLeavesNothingBehind() throws Throwable {
        LinkedMethod[] self = new LinkedMethod[1];
        self[0] = LinkedMethod.of(engine, a -> descend(self[0], (int) argument(a)), int.class);
        assertThatThrownBy(() -> self[0].call(1)).isInstanceOf(StackOverflowError.class);
        LinkedMethod shallow = LinkedMethod.of(engine, a -> a[0], int.class);
        assertThat(shallow.call(1)).isEqualTo(1);
        assertThat(self[0].stats().entries()).isZero();
        assertThat(self[0].stats().bytes()).isZero();
    }

    @Test
    @Tag("parity-8")
    void aKeyFunctionMakesTheKey() throws Throwable {
        LinkedMethod folded = LinkedMethod.of(
                engine, Tuned.with().keyFunction(FirstFolded.class), a -> a[0] + "/" + a[1], String.class, long.class);
        assertThat(folded.call("Ab", 1L)).isEqualTo("Ab/1");
        assertThat(folded.call("aB", 2L)).isEqualTo("Ab/1");
        assertThat(folded.call(null, 3L)).isEqualTo("null/3");
        assertThat(folded.call(null, 4L)).isEqualTo("null/3");
        assertThat(folded.runs()).isEqualTo(2);
    }

    @Test
    @Tag("parity-8")
    void onlyChosenParametersAreInTheKey() throws Throwable {
        LinkedMethod chosen = LinkedMethod.of(
                engine, Tuned.with().keyParameters(0, 1), a -> a[0] + "/" + a[1], long.class, Object.class);
        assertThat(chosen.call(1L, "x")).isEqualTo("1/x");
        assertThat(chosen.call(1L, "x")).isEqualTo("1/x");
        assertThat(chosen.call(1L, "y")).isEqualTo("1/y");
        assertThat(chosen.runs()).isEqualTo(2);
    }

    @Test
    void aKeyFunctionThatThrowsLetsTheCallThrough() throws Throwable {
        LinkedMethod throwing =
                LinkedMethod.of(engine, Tuned.with().keyFunction(Throwing.class), a -> "called", Object.class);
        assertThat(throwing.call("x")).isEqualTo("called");
        assertThat(throwing.call("x")).isEqualTo("called");
        assertThat(throwing.stats().bypasses()).isEqualTo(2);
        assertThat(throwing.stats().misses()).isZero();
    }

    /** A date says that it equals a timestamp; the timestamp, which is finer, says no. */
    @Test
    @SuppressWarnings({"JavaUtilDate", "UndefinedEquals"}) // that is the point
    void equalityThatHoldsOneWayOnlyIsNone() throws Throwable {
        Date date = new Date(5);
        Timestamp fine = new Timestamp(5);
        fine.setNanos(5_999_999);
        assertThat(date.equals(fine) && !fine.equals(date) && date.hashCode() == fine.hashCode())
                .isTrue();
        LinkedMethod texts = LinkedMethod.of(engine, a -> argument(a).toString(), Object.class);
        for (int round = 0; round < 2; round++) {
            assertThat(texts.call(date)).isEqualTo(date.toString());
            assertThat(texts.call(fine)).isEqualTo(fine.toString());
        }
        assertThat(texts.runs()).isEqualTo(2);
    }

    private void assertBypasses(int expected) {
        assertThat(method.stats().bypasses()).isEqualTo(expected);
        assertThat(method.stats().entries()).isZero();
        assertThat(method.stats().hits() + method.stats().misses()).isZero();
    }

    private static @Nullable Object descend(LinkedMethod method, int n) {
        try {
            return method.call(n + 1);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static Object argument(@Nullable Object[] arguments) {
        return Objects.requireNonNull(arguments[0]);
    }

    /** Throws from its equality, as it is told. */
    static final class Hostile {
        private final boolean inHash;
        private final boolean inEquals;

        Hostile(boolean inHash, boolean inEquals) {
            this.inHash = inHash;
            this.inEquals = inEquals;
        }

        @Override
        public boolean equals(@Nullable Object o) {
            if (inEquals) {
                throw new IllegalStateException("secret");
            }
            return o instanceof Hostile;
        }

        @Override
        public int hashCode() {
            if (inHash) {
                throw new IllegalStateException("secret");
            }
            return 7;
        }
    }

    /** The first argument in lower case. */
    static final class FirstFolded implements Function<Object[], @Nullable Object> {
        @Override
        public @Nullable Object apply(Object[] arguments) {
            Object first = arguments[0];
            return first == null ? null : first.toString().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** No key at all. */
    static final class Throwing implements Function<Object[], Object> {
        @Override
        public Object apply(Object[] arguments) {
            throw new IllegalStateException("no key");
        }
    }
}
