// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Problems as messages. Confined to one thread. */
class ProblemsTest {
    private static final Problem VOID = new Problem(
            "VOID_RESULT",
            "@Cached on Users.save(User)",
            "it returns void, so there is nothing to remember",
            "Remove @Cached, or return a value.");

    @Test
    void problemSaysWhereWhatAndWhatToDo() {
        assertThat(VOID.text())
                .isEqualTo("@Cached on Users.save(User): it returns void, so there is nothing to remember. "
                        + "Remove @Cached, or return a value.");
    }

    @Test
    void severalProblemsAreNumbered() {
        assertThat(Problems.text("net.acme.Users", List.of(VOID, VOID)))
                .isEqualTo("2 problems in the memoized methods of Users:\n1. " + VOID.text() + "\n2. " + VOID.text());
    }

    @Test
    void oneProblemIsSingular() {
        assertThat(Problems.text("Users", List.of(VOID)))
                .isEqualTo("1 problem in the memoized methods of Users:\n1. " + VOID.text());
    }
}
