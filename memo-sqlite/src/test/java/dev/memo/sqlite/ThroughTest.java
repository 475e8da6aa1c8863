// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.Cache;
import dev.memo.CacheSettings;
import dev.memo.DiskSettings;
import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.spi.RemovalCause;
import dev.memo.spi.StoreException;
import dev.memo.spi.StoreException.Kind;
import dev.memo.testkit.FakeTicker;
import dev.memo.testkit.FaultyStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a store is written through, whoever changes something goes on when the file has it: no sooner, and told if not. */
@Timeout(120)
@Tag("parity-57")
class ThroughTest {
    private static final CacheSettings<Integer, String> TEXTS =
            CacheSettings.<Integer, String>of().store("disk", String.class);

    @TempDir
    private Path folder;

    private final FakeTicker ticker = new FakeTicker();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean held;
    private volatile @Nullable Kind trouble;

    @BeforeEach
    void watch() {
        WatchedProvider.between(store -> {
            FaultyStore faulty = new FaultyStore(store);
            faulty.failing(call -> fault(call.method()));
            faulty.beforeEach(call -> {
                if (held && call.method().equals("write")) {
                    await(released);
                }
            });
            return faulty;
        });
    }

    @AfterEach
    void lookNoMore() {
        released.countDown();
        WatchedProvider.nothingBetween();
    }

    private FaultyStore.@Nullable Fault fault(String method) {
        Kind kind = trouble;
        return kind != null && method.equals("write") ? new FaultyStore.Fault(kind, false) : null;
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("a key of a method", run -> Memo.invalidate(() -> run.calls.word(1))),
                change("a key of a method, softly", run -> Memo.invalidateSoftly(() -> run.calls.word(1))),
                change("a method", run -> run.method("word").invalidateAll()),
                change("everything", run -> run.memo.invalidateAll()),
                change("a tag", run -> run.memo.invalidateTag("word")),
                change("put", run -> texts(run).put(2, "two")),
                change("putAll", run -> texts(run).putAll(Map.of(2, "two", 3, "three"))),
                change("add", run -> texts(run).add(2, "two")),
                change("map", run -> texts(run).asMap().put(1, "two")),
                change("remove", run -> texts(run).remove(1)),
                change("remove of what is not there", run -> texts(run).remove(7)),
                change("removeAll", run -> texts(run).removeAll(List.of(1, 2))),
                change("softly", run -> texts(run).invalidateSoftly(1)),
                change("clear", run -> texts(run).clear()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void aChangeIsWaitedFor(String what, Consumer<Program<Words>> change) throws Exception {
        try (Program<Words> run = run()) {
            run.calls.word(1);
            texts(run).put(1, "one");
            held = true;
            Thread changing = new Thread(() -> change.accept(run));
            changing.start();
            while (changing.getState() != Thread.State.TIMED_WAITING) {
                assertThat(changing.isAlive()).as("it must wait for the file").isTrue();
                Thread.onSpinWait();
            }
            released.countDown();
            changing.join();
        }
    }

    @Test
    void whatTheStoreDoesNotTakeIsToldToACacheAndNotToAMethod() {
        try (Program<Words> run = run()) {
            Cache<Integer, String> texts = texts(run);
            run.calls.word(1);
            texts.putAll(Map.of(1, "one", 2, "two"));
            trouble = Kind.FULL;
            refused("written", () -> texts.put(3, "three"));
            refused("written", () -> texts.putAll(Map.of(4, "four", 5, "five")));
            refused("removed", () -> texts.remove(1));
            refused("removed", () -> texts.removeAll(List.of(2)));
            refused("cleared", texts::clear);
            assertThat(texts.get(1)).as("the heap has forgotten").isNull();
            Memo.invalidate(() -> run.calls.word(1));
            run.memo.invalidateAll();
            trouble = null;
        }
        try (Program<Words> run = run()) {
            assertThat(texts(run).getAll(List.of(1, 2, 3, 4, 5)))
                    .as("removals are made when it can be written again")
                    .isEmpty();
        }
    }

    @Test
    @Tag("parity-56")
    void aListenerThatHearsOfAnEvictionOfTheStoreMayChangeTheCache() {
        List<Integer> left = new CopyOnWriteArrayList<>();
        DiskSettings disk =
                DiskSettings.at(folder.resolve("few.db")).writeThrough().maxEntries(2);
        Memo memo = Memo.builder().store("disk", disk).build();
        CountDownLatch heard = new CountDownLatch(1);
        AtomicReference<Cache<Integer, String>> self = new AtomicReference<>();
        self.set(memo.cache("texts", TEXTS.removalListener((key, value, cause) -> {
            if (cause == RemovalCause.EVICTED) {
                left.add(key);
                Cache<Integer, String> own = Objects.requireNonNull(self.get());
                boolean unused = own.remove(key + 100); // on the thread that writes: to wait for it would be in vain
                heard.countDown();
            }
        })));
        Cache<Integer, String> texts = Objects.requireNonNull(self.get());
        for (int i = 1; i <= 3; i++) {
            texts.put(i, "text " + i);
        }
        await(heard);
        assertThat(left).containsExactly(1);
        assertThat(texts.get(1)).as("it is in neither").isNull();
        assertThat(texts.get(3)).isEqualTo("text 3");
        memo.closeStores();
    }

    private void refused(String how, Runnable change) {
        assertThatThrownBy(change::run)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(
                        "cache \"texts\": its store is written through, but has not taken what was " + how);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Arguments change(String what, Consumer<Program<Words>> change) {
        return Arguments.of(what, change);
    }

    private static Cache<Integer, String> texts(Program<Words> run) {
        return run.memo.cache("texts", TEXTS);
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
        @Cached(store = "disk", receiver = Receiver.IGNORE, code = false, tags = "word")
        String word(int number) {
            return "word " + number;
        }
    }
}
