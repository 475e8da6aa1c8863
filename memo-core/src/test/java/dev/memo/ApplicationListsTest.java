// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists of the application's own classes as arguments: their own equality decides. */
class ApplicationListsTest {
    private final Engine engine = new Engine(EngineSettings.defaults());

    /** Its equality says more than what it holds. */
    @Test
    void aListOfTheApplicationsIsComparedByItsOwnEquality() throws Throwable {
        LinkedMethod named = LinkedMethod.of(engine, a -> ((Named) argument(a)).name, Object.class);
        for (int round = 0; round < 2; round++) {
            assertThat(named.call(new Named("a", 1))).isEqualTo("a");
            assertThat(named.call(new Named("b", 1))).isEqualTo("b");
            assertThat(named.call(List.of(new Named("c", 1)).get(0))).isEqualTo("c");
        }
        assertThat(named.runs()).isEqualTo(3);
    }

    @Test
    void aListOfTheApplicationsInsideAnotherIsComparedByItsOwnEquality() throws Throwable {
        LinkedMethod named = LinkedMethod.of(engine, a -> ((Named) ((List<?>) argument(a)).get(0)).name, Object.class);
        for (int round = 0; round < 2; round++) {
            assertThat(named.call(List.of(new Named("a", 1)))).isEqualTo("a");
            assertThat(named.call(List.of(new Named("b", 1)))).isEqualTo("b");
        }
        assertThat(named.runs()).isEqualTo(2);
    }

    /** Its hash is that of a plain list, so that only equality tells them apart, and only when asked the other way. */
    @Test
    void aListOfTheApplicationsIsNotTakenForAPlainOne() throws Throwable {
        LinkedMethod classes =
                LinkedMethod.of(engine, a -> argument(a).getClass().getSimpleName(), Object.class);
        for (int round = 0; round < 2; round++) {
            assertThat(classes.call(new ArrayList<>(List.of(1)))).isEqualTo("ArrayList");
            assertThat(classes.call(new Tagged(1))).isEqualTo("Tagged");
        }
        assertThat(classes.runs()).isEqualTo(2);
    }

    private static Object argument(@Nullable Object[] arguments) {
        return Objects.requireNonNull(arguments[0]);
    }

    /** A list that is equal only to its like. */
    static final class Tagged extends ArrayList<Integer> {
        private static final long serialVersionUID = 1L;

        Tagged(int element) {
            add(element);
        }

        @Override
        public boolean equals(@Nullable Object o) {
            return o instanceof Tagged && super.equals(o);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }

    /** A list that is equal to no other of another name. */
    static final class Named extends ArrayList<Integer> {
        private static final long serialVersionUID = 1L;

        final String name;

        Named(String name, int element) {
            this.name = name;
            add(element);
        }

        @Override
        public boolean equals(@Nullable Object o) {
            return o instanceof Named other && name.equals(other.name) && super.equals(o);
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + name.hashCode();
        }
    }
}
