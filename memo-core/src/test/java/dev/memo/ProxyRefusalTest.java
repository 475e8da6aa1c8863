// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Cached;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ProxyRefusalTest {
    private final Memo memo = Memo.create();

    @Test
    void aFinalClassIsRefused() {
        assertThatThrownBy(() -> memo.proxy(Final.class, new Final()))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("memo.proxy(Final.class): it is a final class, which cannot be extended."
                        + " Wrap an interface that it implements, or start with the agent, which needs no proxy.");
    }

    @Test
    void aClassWithFinalMethodsIsRefused() {
        assertThatThrownBy(() -> memo.proxy(FinalMethod.class, new FinalMethod()))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("memo.proxy(FinalMethod.class): final methods would run on the proxy's empty fields, found"
                        + " [name]. Make them non-final, wrap an interface, or start with the agent, which needs no"
                        + " proxy.");
    }

    @Test
    void aTypeWithNothingToMemoizeIsRefused() {
        assertThatThrownBy(() -> memo.proxy(Runnable.class, () -> {}))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage(
                        "memo.proxy(Runnable.class): there is nothing to memoize, found no method with @Cached or"
                                + " @Invalidates. Annotate a method of Runnable, or of the class of the object that is wrapped.");
    }

    @Test
    void allProblemsOfTheAnnotationsComeAtOnce() {
        assertThatThrownBy(() -> memo.proxy(Wrong.class, new WrongObject()))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessageContaining("2 problems in the memoized methods of ")
                .hasMessageContaining("returns void")
                .hasMessageContaining("\"0s\"");
    }

    @Test
    @Tag("parity-51")
    void allWrongSettingsOfARuntimeComeAtOnce() {
        assertThatThrownBy(() -> Memo.builder()
                        .maxBytes(0)
                        .maxEntries(-1)
                        .ttl(Duration.ZERO)
                        .build())
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("Memo.builder(): maxBytes must be at least 1, was 0. Leave it out for a tenth of the heap."
                        + " Memo.builder(): maxEntries must be at least 1, was -1. Leave it out for no such limit."
                        + " Memo.builder(): ttl must be positive, was PT0S. Leave it out for no end.");
    }

    static final class Final {
        @Cached
        int compute(int n) {
            return n;
        }
    }

    static class FinalMethod {
        @Cached
        int compute(int n) {
            return n;
        }

        final String name() {
            return "name";
        }
    }

    interface Wrong {
        @Cached
        void nothing(int n);

        @Cached(ttl = "0s")
        int zero(int n);
    }

    static class WrongObject implements Wrong {
        @Override
        public void nothing(int n) {}

        @Override
        public int zero(int n) {
            return n;
        }
    }
}
