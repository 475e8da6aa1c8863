// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.DiskSettings;
import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.testkit.FakeTicker;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is written through is in the file when the call returns, for whoever looks then: invalidations too. */
@Timeout(300)
class StoreThroughTest {
    private static final int ROUNDS = 40;
    private static final AtomicInteger LOADS = new AtomicInteger();

    @TempDir
    Path folder;

    @Test
    void resultsAreThere() {
        try (Program<Words> writer = run()) {
            LOADS.set(0);
            for (int i = 0; i < ROUNDS; i++) {
                writer.calls.word(i);
                read(i);
            }
            assertThat(LOADS).hasValue(ROUNDS);
        }
    }

    @Test
    void invalidatedKeysAreGone() {
        requireGone(run -> key -> run.method("word").invalidate(key));
    }

    @Test
    void invalidatedMethodsAreGone() {
        requireGone(run -> key -> run.method("word").invalidateAll());
    }

    @Test
    void invalidatedTagsAreGone() {
        requireGone(run -> key -> run.memo.invalidateTag("number:" + key));
    }

    @Test
    void allThatIsInvalidatedIsGone() {
        requireGone(run -> key -> run.memo.invalidateAll());
    }

    private void requireGone(Way way) {
        try (Program<Words> writer = run()) {
            IntConsumer invalidate = way.of(writer);
            for (int i = 0; i < ROUNDS; i++) {
                writer.calls.word(i);
                invalidate.accept(i);
                LOADS.set(0);
                read(i);
                assertThat(LOADS).as("loads of %d after it was invalidated", i).hasValue(1);
            }
        }
    }

    /** Asks for a word as another process does. */
    private void read(int number) {
        try (Program<Words> reader = run()) {
            String unused = reader.calls.word(number);
        }
    }

    private Program<Words> run() {
        DiskSettings disk = DiskSettings.at(folder.resolve("words.db")).writeThrough();
        return Program.start(
                Words.class, new Words(), Memo.builder().store("disk", disk).ticker(new FakeTicker()));
    }

    /** A way to invalidate a key. */
    private interface Way {
        IntConsumer of(Program<Words> run);
    }

    /** Words that are remembered beyond the process. */
    static class Words {
        @Cached(store = "disk", receiver = Receiver.IGNORE, tags = "number:{number}")
        String word(int number) {
            LOADS.incrementAndGet();
            return "word " + number;
        }
    }
}
