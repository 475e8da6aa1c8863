// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.agent.program.Impatient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waits that end in exceptions of the engine's, which the application, in another class loader, catches by type. */
class ImpatientIT {
    private static final String PLAIN = """
            package app;
            import java.util.concurrent.CountDownLatch;
            public class Main {
                static final CountDownLatch LED = new CountDownLatch(1);
                static final CountDownLatch RELEASE = new CountDownLatch(1);
                static String slow(int key) {
                    try {
                        LED.countDown();
                        RELEASE.await();
                    } catch (InterruptedException e) {
                        return "interrupted";
                    }
                    return "slow " + key;
                }
                public static void main(String[] arguments) throws Exception {
                    Thread leader = new Thread(() -> slow(7));
                    leader.start();
                    LED.await();
                    try {
                        System.out.println(slow(7));
                    } catch (RuntimeException e) {
                        System.out.println("caught " + e.getClass().getSimpleName());
                    }
                    RELEASE.countDown();
                    leader.join();
                    System.out.println(slow(7));
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void applicationCatchesTheExceptionsOfItsOwnAnnotations() {
        Jvm.Ended ended = Jvm.withAgent("").run(Impatient.class);

        assertThat(ended.ownErr()).isEmpty();
        assertThat(ended.lines())
                .containsExactly(
                        "caught: slow by first is old",
                        "slow by first, 0 wait",
                        "slow 7",
                        "slow 7",
                        "caught: a circle of [ping, pong]",
                        "caught: a circle of [ping, pong]");
        assertThat(ended.exit()).isZero();
    }

    @Test
    void applicationWithoutAnnotationsGetsAnExceptionThatItCanCatchAsWell() throws IOException {
        Path rules = Files.writeString(
                folder.resolve("rules.txt"), "app.Main.slow(int) name=slow maxWait=50ms onTimeout=fail\n");
        Path classes = Sources.compile(folder, "app/Main.java", PLAIN, List.of());

        Jvm.Ended ended =
                Jvm.withAgent("config=" + rules).classPath(List.of(classes)).run("app.Main");

        assertThat(ended.ownErr()).isEmpty();
        assertThat(ended.lines()).containsExactly("caught MemoTimeoutException", "slow 7");
    }
}
