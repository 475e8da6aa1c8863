// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.memo.agent.weave.fixture.Chatty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Methods that drop what others remember: they always run, and say how they ended. */
class InvalidatingTest {
    private final Calls calls = new Calls(ClassFiles.woven(Chatty.class));

    @BeforeEach
    void reset() {
        Runs.reset();
        MapEngine.ENDED.clear();
    }

    @Test
    void methodWithoutResultRunsEachTimeAndTells() {
        calls.call("set", 1L, "a");
        calls.call("set", 1L, "a");

        assertThat(Runs.count()).isEqualTo(2);
        assertThat(MapEngine.ENDED).hasSize(2).allMatch(text -> text.matches("set.*, 1, a] returned null"));
    }

    @Test
    void methodWithResultRunsEachTimeAndTells() {
        calls.call("swap", 5L);
        assertThat(calls.call("swap", 6L)).isEqualTo(5L);

        assertThat(Runs.count()).isEqualTo(2);
        assertThat(MapEngine.ENDED.get(1)).endsWith("6] returned 5");
    }

    @Test
    void methodThatThrowsTellsSo() {
        assertThat(catchThrowable(() -> calls.callThrowing("set", -1L, "below zero")))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("below zero");

        assertThat(MapEngine.ENDED).hasSize(1).allMatch(text -> text.endsWith("threw"));
    }

    @Test
    void loopAtTheFirstInstructionIsWoven() {
        calls.call("loop", 3);

        assertThat(Runs.count()).isEqualTo(3);
        assertThat(MapEngine.ENDED).containsExactly("loop[3] returned null");
    }
}
