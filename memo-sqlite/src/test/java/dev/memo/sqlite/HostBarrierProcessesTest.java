// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Memo;
import dev.memo.sqlite.HostWorker.Answers;
import dev.memo.sqlite.HostWorker.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With barrier HOST, several JVMs on one file load each key once, and go on without one that is killed. */
@Tag("parity-4")
@Tag("parity-65")
@Timeout(600)
class HostBarrierProcessesTest {
    private static final AtomicInteger LOADS = new AtomicInteger();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void manyProcessesAndThreadsMakeOneLoadOfEachKey(int processes) throws Exception {
        Path loads = Files.createDirectory(folder.resolve("loads"));
        List<WorkerProcess> workers = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            workers.add(WorkerProcess.start(HostWorker.class, "storm", file(), loads.toString()));
        }
        for (WorkerProcess worker : workers) {
            worker.awaitLine("ready");
        }
        for (WorkerProcess worker : workers) {
            worker.tell("go");
        }
        for (WorkerProcess worker : workers) {
            assertThat(worker.awaitLine("done")).isEqualTo("done " + HostWorker.THREADS * HostWorker.KEYS);
            assertThat(worker.await()).isZero();
        }

        try (Stream<Path> files = Files.list(loads)) {
            assertThat(files.map(each -> each.getFileName().toString().substring(0, 6)))
                    .containsExactlyInAnyOrder("load-0", "load-1", "load-2", "load-3", "load-4");
        }
    }

    @Test
    void ofAKilledLeaderAnotherProcessTakesOver() throws Exception {
        WorkerProcess leader = WorkerProcess.start(HostWorker.class, "hang", file(), folder.toString());
        leader.awaitLine("loading");
        Memo memo = memo();
        CompletableFuture<String> call = call(memo);
        waitUntilWaiting(memo);

        leader.kill();

        assertThat(call.get(5, TimeUnit.MINUTES)).isEqualTo("soon 1");
        memo.closeStores();
    }

    @Test
    void aLoadOfAnotherProcessIsWaitedForAndItsResultTaken() throws Exception {
        WorkerProcess leader = WorkerProcess.start(HostWorker.class, "hang", file(), folder.toString());
        leader.awaitLine("loading");
        Memo memo = memo();
        CompletableFuture<String> call = call(memo);
        waitUntilWaiting(memo);

        leader.tell("but well");

        assertThat(call.get(5, TimeUnit.MINUTES)).isEqualTo("late but well");
        assertThat(LOADS).hasValue(0);
        leader.awaitLine("end");
        memo.closeStores();
    }

    @Test
    void aProcessWhoseKeyWasInvalidatedMeanwhileIsFencedOff() throws Exception {
        WorkerProcess leader = WorkerProcess.start(HostWorker.class, "hang", file(), folder.toString());
        leader.awaitLine("loading");
        Memo memo = memo();
        CompletableFuture<String> call = call(memo);
        waitUntilWaiting(memo);

        memo.method(Answers.class, "word").invalidate(1);

        assertThat(call.get(5, TimeUnit.MINUTES))
                .as("nobody holds the key any more")
                .isEqualTo("soon 1");
        leader.tell("and stale");
        assertThat(leader.awaitLine("got")).isEqualTo("got late and stale");
        leader.awaitLine("end");
        memo.closeStores();
        Memo next = memo();
        assertThat(next.proxy(Words.class, new Answers(HostBarrierProcessesTest::soon))
                        .word(1))
                .as("the store has no stale value")
                .isEqualTo("soon 1");
        next.closeStores();
    }

    private Memo memo() {
        LOADS.set(0);
        return Memo.builder().store("disk", Path.of(file())).build();
    }

    private static CompletableFuture<String> call(Memo memo) {
        Words words = memo.proxy(Words.class, new Answers(HostBarrierProcessesTest::soon));
        return CompletableFuture.supplyAsync(() -> words.word(1), task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** A flight that has waited for a while and loads nothing waits for the other process. */
    private static void waitUntilWaiting(Memo memo) {
        while (memo.flights().isEmpty()) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(LOADS).hasValue(0);
    }

    private String file() {
        return folder.resolve("shared.db").toString();
    }

    private static String soon(int key) {
        LOADS.incrementAndGet();
        return "soon " + key;
    }
}
