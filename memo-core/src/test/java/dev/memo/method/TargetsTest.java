// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The methods that a class has, inherited ones included. Confined to one thread. */
class TargetsTest {

    @Test
    void overriddenMethodsAreLeftOutEvenThoseBehindABridge() {
        assertThat(targets(Words.class))
                .containsExactlyInAnyOrder(
                        "TargetsTest.Words.find(String)", "TargetsTest.Base.other()", "TargetsTest.Finder.all()");
    }

    @Test
    void privateMethodsAreNotInherited() {
        assertThat(targets(Base.class)).contains("TargetsTest.Base.own()");
        assertThat(targets(Words.class)).doesNotContain("TargetsTest.Base.own()");
    }

    private static List<String> targets(Class<?> type) {
        Types types = new Types(Plans.SOURCE);
        return Targets.of(ClassModel.read(Plans.bytes(type)), types).stream()
                .map(each -> each.method().ref().text())
                .toList();
    }

    /** An interface. Stateless and thread-safe. */
    interface Finder<T> {
        int find(T what);

        default int all() {
            return 1;
        }
    }

    /** A generic superclass. Stateless and thread-safe. */
    static class Base<T> implements Finder<T> {
        @Override
        public int find(T what) {
            return own();
        }

        int other() {
            return 1;
        }

        private int own() {
            return 1;
        }
    }

    /** Overrides through a bridge. Stateless and thread-safe. */
    static class Words extends Base<String> {
        @Override
        public int find(String what) {
            return what.length();
        }
    }
}
