// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a snapshot has brought, while threads ask for it, invalidate it, and save and load others. */
@Timeout(120)
@Tag("parity-58")
class SnapshotThreadsTest {
    private static final int THREADS = 4;
    private static final int KEYS = 40;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void noCallAfterAnInvalidationGetsWhatTheSnapshotHad() throws Exception {
        Path file = folder.resolve("words.memo");
        for (int round = 0; round < 100; round++) {
            Run saved = new Run(KEYS);
            for (int key = 0; key < KEYS; key++) {
                saved.words.word(key);
            }
            saved.memo.save(file);
            Run run = new Run(KEYS);
            run.words.word(0);
            assertThat(run.memo.load(file).results()).isEqualTo(KEYS - 1);
            together(thread -> () -> run.changeSome(thread));
        }
    }

    @Test
    void savesAndLoadsOfSeveralThreadsKeepLimits() throws Exception {
        int most = KEYS / 2;
        Run run = new Run(most);
        together(thread -> () -> {
            Path file = folder.resolve("words" + thread % 2 + ".memo");
            for (int i = 0; i < 1_000; i++) {
                assertThat(run.words.word((i * 7 + thread) % KEYS)).isEqualTo((i * 7 + thread) % KEYS + " 0");
                if (i % 50 == 0) {
                    run.memo.save(file);
                    run.memo.load(file);
                }
                assertThat(run.memo.stats().entries()).isLessThanOrEqualTo(most);
            }
            return null;
        });
    }

    private void together(IntFunction<Callable<@Nullable Void>> bodies) throws Exception {
        List<Future<@Nullable Void>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            all.add(threads.submit(bodies.apply(thread)));
        }
        for (Future<@Nullable Void> each : all) {
            each.get();
        }
    }

    /** Words with a version. */
    static class Words {
        final AtomicIntegerArray versions = new AtomicIntegerArray(KEYS);

        @Cached(receiver = Receiver.IGNORE)
        String word(int key) {
            return key + " " + versions.get(key);
        }
    }

    /** One run of a program. */
    private static final class Run {
        final Memo memo;
        final Words target = new Words();
        final Words words;

        Run(int most) {
            memo = Memo.builder().maxEntries(most).build();
            words = memo.proxy(Words.class, target);
        }

        /** Each thread changes keys of its own, and asks for all. */
        @Nullable
        Void changeSome(int thread) {
            for (int i = 0; i < KEYS; i++) {
                int key = (i + thread * 11) % KEYS;
                assertThat(words.word(key)).startsWith(key + " ");
                if (key % THREADS == thread) {
                    target.versions.incrementAndGet(key);
                    memo.method(Words.class, "word").invalidate(key);
                    assertThat(words.word(key)).isEqualTo(key + " 1");
                }
            }
            return null;
        }
    }
}
