// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.DiskSettings;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.testkit.FakeTicker;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the store evicts leaves the heap too, and what is hot in the heap is not what the store evicts. */
@Timeout(300)
@Tag("parity-56")
class StoreCascadeTest {
    private static final AtomicInteger LOADS = new AtomicInteger();

    @TempDir
    Path folder;

    private final FakeTicker ticker = new FakeTicker();

    @BeforeEach
    void startAnew() {
        LOADS.set(0);
    }

    @Test
    void whatTheStoreEvictsLeavesTheHeap() {
        try (Program<Words> run = run(3)) {
            for (int i = 0; i < 5; i++) {
                run.calls.word(i);
            }
            run.awaitEvictions(2);
            assertThat(run.stats().entries()).isEqualTo(3);
            run.calls.word(4);
            assertThat(LOADS).as("that is in both").hasValue(5);
            run.calls.word(0);
            assertThat(LOADS).as("that is in neither").hasValue(6);
        }
    }

    @Test
    void whatWasEvictedAndLoadedAgainIsThereAgain() {
        try (Program<Words> run = run(2)) {
            for (int i = 0; i < 3; i++) {
                run.calls.word(i);
            }
            run.awaitEvictions(1);
            run.calls.word(0);
            run.awaitEvictions(2);
            run.calls.word(0);
            assertThat(LOADS).hasValue(4);
        }
    }

    @Test
    void whatIsHotInTheHeapStaysInTheStoreThoughHitsDoNotTellIt() {
        try (Program<Words> run = run(60)) {
            for (int cold = 100; cold < 400; cold++) {
                for (int hot = 0; hot < 10; hot++) {
                    run.calls.word(hot);
                }
                run.calls.word(cold);
            }
            assertThat(LOADS).as("each once").hasValue(310);
        }
    }

    private Program<Words> run(long most) {
        return Program.start(Words.class, new Words(), disk(most), ticker);
    }

    private DiskSettings disk(long most) {
        return DiskSettings.at(folder.resolve("words.db")).maxEntries(most).writeThrough();
    }

    /** Words that are remembered beyond the process. */
    static class Words {
        @Cached(store = "disk", receiver = Receiver.IGNORE, code = false)
        String word(int number) {
            LOADS.incrementAndGet();
            return "word " + number;
        }
    }
}
