// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.memo.agent.weave.fixture.Flow;
import dev.memo.agent.weave.fixture.Throwing;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a body throws reaches the caller as it is, and is not kept. */
class ExceptionsTest {
    private final Calls woven = new Calls(ClassFiles.woven(Throwing.class));
    private final Calls original = new Calls(Throwing.class);

    @Test
    void checkedExceptionIsUnwrappedAndNotKept() {
        Runs.reset();

        for (int i = 0; i < 2; i++) {
            Throwable thrown = catchThrowable(() -> woven.callThrowing("checked", "disk full"));
            assertThat(thrown).isExactlyInstanceOf(IOException.class).hasMessage("disk full");
        }

        assertThat(Runs.count()).isEqualTo(2);
    }

    @Test
    void methodThatThrewOnceIsMemoizedOnceItReturns() {
        Runs.reset();

        assertThat(catchThrowable(() -> woven.callThrowing("checked", "once"))).hasMessage("once");
        woven.call("checked", "");
        woven.call("checked", "");

        assertThat(Runs.count()).isEqualTo(2);
    }

    @Test
    void errorIsUnwrappedAndNotKept() {
        Runs.reset();

        for (int i = 0; i < 2; i++) {
            assertThat(catchThrowable(() -> woven.callThrowing("error", 7)))
                    .isExactlyInstanceOf(StackOverflowError.class)
                    .hasMessage("planned 7");
        }

        assertThat(Runs.count()).isEqualTo(2);
    }

    @Test
    void bodyThatNeverReturnsIsWoven() {
        Runs.reset();

        assertThat(catchThrowable(() -> woven.callThrowing("endless", 3))).hasMessage("no end");
        assertThat(catchThrowable(() -> woven.callThrowing("endless", 3))).hasMessage("no end");

        assertThat(Runs.count()).isEqualTo(2);
    }

    @Test
    void stackTraceIsThatOfTheOriginal() {
        for (String method : new String[] {"error", "endless"}) {
            StackTraceElement expected =
                    catchThrowable(() -> original.callThrowing(method, 3)).getStackTrace()[0];
            StackTraceElement[] trace =
                    catchThrowable(() -> woven.callThrowing(method, 3)).getStackTrace();

            assertThat(trace[0].getLineNumber()).isEqualTo(expected.getLineNumber());
            assertThat(trace[0].getMethodName()).isEqualTo(method);
            assertThat(trace[0].getFileName()).isEqualTo("Throwing.java");
            assertThat(trace[1].getMethodName()).as("no frame of Memo").isNotEqualTo("fail");
            assertThat(trace[1].getClassName()).doesNotContain("memo.agent.MemoDispatch");
        }
    }

    @Test
    void locksAreReleasedWhenTheBodyThrows() {
        Calls flow = new Calls(ClassFiles.woven(Flow.class));

        assertThat(catchThrowable(() -> flow.callThrowing("guarded", 1))).hasMessage("while locked");
        assertThat(flow.call("locked")).isEqualTo(false);
    }
}
