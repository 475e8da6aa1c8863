// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.DiskSettings;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.spi.StoreException.Kind;
import dev.memo.testkit.FakeTicker;
import dev.memo.testkit.FaultyStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store in trouble costs the tier and no call; it is said once, and when the store is back, it is used again. */
@Timeout(300)
class StoreTroubleTest {
    private static final AtomicInteger LOADS = new AtomicInteger();
    private static final Logger LOG = Logger.getLogger("dev.memo");

    @TempDir
    Path folder;

    private final FakeTicker ticker = new FakeTicker();
    private final Messages messages = new Messages();
    private volatile @Nullable Kind trouble;

    @BeforeEach
    void listen() {
        LOADS.set(0);
        LOG.addHandler(messages);
        LOG.setUseParentHandlers(false);
        WatchedProvider.between(behind -> {
            FaultyStore store = new FaultyStore(behind);
            store.failing(call -> trouble == null ? null : new FaultyStore.Fault(trouble, false));
            return store;
        });
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(messages);
        LOG.setUseParentHandlers(true);
        WatchedProvider.nothingBetween();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "READ_ONLY", "BUSY", "FULL"})
    void theRuntimeGoesOnWithoutTheStoreAndComesBackToIt(Kind kind) {
        try (Program<Words> run = run()) {
            trouble = kind;
            for (int i = 0; i < 5; i++) {
                assertThat(run.calls.word(i)).isEqualTo("word " + i);
                assertThat(run.calls.word(i)).isEqualTo("word " + i);
            }
            assertThat(LOADS).as("the heap goes on").hasValue(5);
            run.method("word").invalidate(0);
            trouble = null;
            ticker.advance(Duration.ofMinutes(2));
            assertThat(run.calls.word(10)).isEqualTo("word 10");
            assertThat(run.calls.word(0)).isEqualTo("word 0");
            assertThat(LOADS).hasValue(7);
        }
        assertThat(messages.told).as("about the store, once").hasSize(1);
        try (Program<Words> run = run()) {
            run.calls.word(10);
            run.calls.word(0);
            assertThat(LOADS).as("what was loaded after the trouble was stored").hasValue(7);
        }
    }

    @Test
    void whatIsInvalidatedInTroubleDoesNotComeBackWithTheStore() {
        try (Program<Words> run = run()) {
            run.calls.word(1);
            run.calls.tagged(1);
        }
        try (Program<Words> run = run()) {
            run.calls.word(1);
            run.calls.tagged(1);
            assertThat(LOADS).hasValue(2);
            trouble = Kind.UNREACHABLE;
            run.method("word").invalidate(1);
            run.memo.invalidateTag("number:1");
            trouble = null;
            ticker.advance(Duration.ofMinutes(2));
            run.calls.word(1);
            run.calls.tagged(1);
            assertThat(LOADS).hasValue(4);
        }
    }

    private Program<Words> run() {
        return Program.start(
                Words.class,
                new Words(),
                DiskSettings.at(folder.resolve("words.db")).writeThrough(),
                ticker);
    }

    /** Words that are remembered beyond the process. */
    static class Words {
        @Cached(store = "disk", receiver = Receiver.IGNORE)
        String word(int number) {
            LOADS.incrementAndGet();
            return "word " + number;
        }

        @Cached(store = "disk", receiver = Receiver.IGNORE, tags = "number:{number}")
        String tagged(int number) {
            LOADS.incrementAndGet();
            return "tagged " + number;
        }
    }

    /** What was logged about stores. Thread-safe. */
    private static final class Messages extends Handler {
        final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            if (entry.getMessage().contains("Until then, results are kept in the heap only")) {
                told.add(entry.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
