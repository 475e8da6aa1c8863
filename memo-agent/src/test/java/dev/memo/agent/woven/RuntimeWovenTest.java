// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.woven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.Memo;
import dev.memo.MemoConfigurationException;
import dev.memo.MemoizedMethodHandle;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code Memo.runtime()} is the runtime that woven methods use, though the agent is in another class loader. */
class RuntimeWovenTest {
    private final Catalogue catalogue = new Catalogue();

    @Test
    void selfInvokedPrivateMethodsAreCountedInTheRuntime() {
        assertThat(catalogue.twice("a")).isEqualTo("nullnull");
        MemoizedMethodHandle method = Memo.runtime().method(Catalogue.class, "find");
        assertThat(method.name()).isEqualTo("RuntimeWovenTest.Catalogue.find");
        assertThat(method.stats().hits()).isPositive();
        assertThat(catalogue.runs).isEqualTo(1);
    }

    @Test
    @Tag("parity-10")
    void nullIsRemembered() {
        assertThat(catalogue.find("none")).isNull();
        assertThat(catalogue.find("none")).isNull();
        assertThat(catalogue.runs).isEqualTo(1);
    }

    @Test
    void anAnnotatedChangeDropsTheOneResult() {
        catalogue.find("a");
        catalogue.find("b");
        catalogue.put("A", "a");
        assertThat(catalogue.find("a")).isEqualTo("A");
        catalogue.find("b");
        assertThat(catalogue.runs).isEqualTo(3);
    }

    @Test
    void aChangeThatFailsDropsNothing() {
        catalogue.find("a");
        assertThatThrownBy(() -> catalogue.put("", "a")).isInstanceOf(IllegalArgumentException.class);
        catalogue.find("a");
        assertThat(catalogue.runs).isEqualTo(1);
    }

    @Test
    void aChangeOfEverythingDropsAllResults() {
        catalogue.find("a");
        catalogue.find("b");
        catalogue.clear();
        catalogue.find("a");
        catalogue.find("b");
        assertThat(catalogue.runs).isEqualTo(4);
    }

    @Test
    void aHandleDropsOneKeyForAnyReceiverOrForOne() {
        Catalogue other = new Catalogue();
        catalogue.find("a");
        other.find("a");
        MemoizedMethodHandle method = Memo.runtime().method(Catalogue.class, "find", String.class);
        assertThat(method.invalidateOn(other, "a")).isEqualTo(1);
        assertThat(method.invalidate("a")).isPositive();
        assertThat(method.invalidate("a")).isZero();
        catalogue.find("a");
        assertThat(catalogue.runs).isEqualTo(2);
    }

    @Test
    void anUnknownMethodIsNamedWithThoseThatAreKnown() {
        assertThatThrownBy(() -> Memo.runtime().method(Catalogue.class, "fnd"))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessageContaining("memo.method(Catalogue, \"fnd\")");
    }

    @Test
    void theWrongNumberOfArgumentsIsRefused() {
        catalogue.find("a");
        MemoizedMethodHandle method = Memo.runtime().method(Catalogue.class, "find");
        assertThatThrownBy(() -> method.invalidate("a", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it takes all 1 arguments of the method, found 2");
    }

    @Test
    @Tag("parity-12")
    void aCallerThatChangesAResultChangesOnlyItsOwn() {
        catalogue.all("x").add("spoiled");
        assertThat(catalogue.all("x")).containsExactly("x");
    }

    @Test
    @Tag("parity-71")
    void anExceptionOfTheBodyHasTheStackOfAnUnwovenMethod() {
        assertThatThrownBy(() -> catalogue.failing(1)).satisfies(e -> {
            assertThat(e.getStackTrace()[0].getMethodName()).isEqualTo("failing");
            assertThat(e.getStackTrace()[0].getLineNumber()).isPositive();
            assertThat(e.getStackTrace()[1].getClassName()).startsWith(RuntimeWovenTest.class.getName());
        });
    }

    /** Keeps its values in a map, and counts how often it is asked. */
    static final class Catalogue {
        private final Map<String, String> values = new HashMap<>();
        int runs;

        String twice(String key) {
            return "" + find(key) + find(key);
        }

        @Cached(ttl = "10m")
        private @Nullable String find(String key) {
            runs++;
            return values.get(key);
        }

        @Invalidates(method = "find")
        void put(String value, String key) {
            if (value.isEmpty()) {
                throw new IllegalArgumentException("empty");
            }
            values.put(key, value);
        }

        @Invalidates(method = "find", all = true, before = true)
        void clear() {
            values.clear();
        }

        @Cached
        List<String> all(String key) {
            return new ArrayList<>(List.of(key));
        }

        @Cached
        int failing(int n) {
            throw new IllegalStateException("failing " + n);
        }
    }
}
