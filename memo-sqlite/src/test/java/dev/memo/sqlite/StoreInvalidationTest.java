// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.DiskSettings;
import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.StoreChoice;
import dev.memo.method.Invalidation;
import dev.memo.method.MethodRef;
import dev.memo.spi.TransactionHook;
import dev.memo.testkit.FakeTicker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever invalidates a result does so for the next run of the program too. */
@Timeout(300)
@Tag("parity-57")
class StoreInvalidationTest {
    private static final AtomicInteger LOADS = new AtomicInteger();

    @TempDir
    Path folder;

    private final FakeTicker ticker = new FakeTicker();

    @BeforeEach
    void startAnew() {
        LOADS.set(0);
        try (Program<Books> run = run()) {
            run.calls.book("ann", 1);
            run.calls.book("bob", 2);
            run.calls.plain(1);
            run.calls.plain(2);
        }
        LOADS.set(0);
    }

    @Test
    void whatNobodyInvalidatedIsThere() {
        try (Program<Books> run = run()) {
            assertThat(run.calls.book("ann", 1)).isEqualTo(new Book("ann", "odd"));
            run.calls.book("bob", 2);
            run.calls.plain(1);
            run.calls.plain(2);
            assertThat(LOADS).hasValue(0);
        }
    }

    @Test
    void oneKeyOfAMethodWhoseReceiverHasNoState() {
        try (Program<Books> run = run()) {
            Memo.invalidate(() -> run.calls.plain(1));
        }
        loadsInTheNextRun(1, run -> run.calls.plain(1));
        loadsInTheNextRun(0, run -> run.calls.plain(2));
    }

    @Test
    void oneKeyThatIsMadeStale() {
        try (Program<Books> run = run()) {
            Memo.invalidateSoftly(() -> run.calls.plain(1));
        }
        loadsInTheNextRun(1, run -> run.calls.plain(1));
        loadsInTheNextRun(0, run -> run.calls.plain(2));
    }

    @Test
    void aMethodByItsHandle() {
        try (Program<Books> run = run()) {
            run.calls.plain(1);
            run.method("plain").invalidateAll();
        }
        loadsInTheNextRun(2, run -> run.calls.plain(1) + run.calls.plain(2));
        loadsInTheNextRun(0, run -> run.calls.book("ann", 1));
    }

    @Test
    void aMethodThatIsMadeStale() {
        try (Program<Books> run = run()) {
            run.calls.plain(1);
            run.method("plain").invalidateAllSoftly();
        }
        loadsInTheNextRun(2, run -> run.calls.plain(1) + run.calls.plain(2));
    }

    @Test
    void everythingThoughNothingWasCalledYet() {
        try (Program<Books> run = run()) {
            run.memo.invalidateAll();
        }
        loadsInTheNextRun(2, run -> run.calls.plain(2) + run.calls.book("ann", 1));
    }

    @Test
    void aTagThoughNothingWasCalledYet() {
        try (Program<Books> run = run()) {
            run.memo.invalidateTag("author:ann");
        }
        loadsInTheNextRun(0, run -> run.calls.book("bob", 2));
        loadsInTheNextRun(1, run -> run.calls.book("ann", 1));
        loadsInTheNextRun(0, run -> run.calls.book("ann", 1));
    }

    @Test
    void aTagOfTheResultAfterItsEntryHasLeftTheHeap() {
        try (Program<Books> run = run()) {
            run.calls.book("ann", 1);
            run.memo.invalidateTag("genre:odd");
        }
        loadsInTheNextRun(1, run -> run.calls.book("ann", 1));
        loadsInTheNextRun(0, run -> run.calls.book("bob", 2));
        loadsInTheNextRun(0, run -> run.calls.book("ann", 1));
    }

    @Test
    void aTagSoftly() {
        try (Program<Books> run = run()) {
            run.memo.invalidateTagSoftly("author:bob");
        }
        loadsInTheNextRun(1, run -> run.calls.book("bob", 2));
        loadsInTheNextRun(0, run -> run.calls.book("ann", 1));
    }

    /** Of a method that this process has not called nobody knows the keys: all its results go. */
    @Test
    void byAWovenMethodThoughTheOtherWasNotCalledYet() throws Throwable {
        Engine engine = new Engine(EngineSettings.builder()
                .stores(Map.of("disk", StoreChoice.at(folder.resolve("books.db").toString())))
                .build());
        MethodRef plain = new MethodRef(Books.class.getName(), "plain", "(I)Ljava/lang/String;");
        Invalidation one = new Invalidation(plain, false, true, true, List.of(0), List.of(), false);
        MethodType type = MethodType.methodType(Object.class, Object.class, int.class);
        MethodHandle change = (MethodHandle) engine.linker()
                .invokeWithArguments(
                        MethodHandles.lookup(),
                        "invalidate",
                        type,
                        "change",
                        "(I)V",
                        Invalidation.encode(List.of(one)));
        assertThat(change.invokeWithArguments(new Books(), 1)).isNull();
        assertThat(engine.service().apply("closeStores", new Object[0])).isNull();
        loadsInTheNextRun(2, run -> run.calls.plain(1) + run.calls.plain(2));
        loadsInTheNextRun(0, run -> run.calls.book("ann", 1));
    }

    @Test
    void inATransactionWhenItCommits() {
        OneTransaction transaction = new OneTransaction();
        try (Program<Books> run = run()) {
            run.memo.transactions(transaction);
            transaction.begin();
            Memo.invalidate(() -> run.calls.plain(1));
            run.memo.invalidateTag("author:ann");
            transaction.end(false);
        }
        loadsInTheNextRun(0, run -> run.calls.plain(1) + run.calls.book("ann", 1));
        try (Program<Books> run = run()) {
            run.memo.transactions(transaction);
            transaction.begin();
            Memo.invalidate(() -> run.calls.plain(1));
            run.memo.invalidateTag("author:ann");
            transaction.end(true);
        }
        loadsInTheNextRun(2, run -> run.calls.plain(1) + run.calls.book("ann", 1));
    }

    @Test
    void everythingInATransactionWhenItCommits() {
        OneTransaction transaction = new OneTransaction();
        try (Program<Books> run = run()) {
            run.memo.transactions(transaction);
            transaction.begin();
            run.memo.invalidateAll();
            transaction.end(false);
        }
        loadsInTheNextRun(0, run -> run.calls.plain(1) + run.calls.book("ann", 1));
    }

    private void loadsInTheNextRun(int loads, Function<Program<Books>, Object> calls) {
        LOADS.set(0);
        try (Program<Books> run = run()) {
            assertThat(calls.apply(run)).isNotNull();
        }
        assertThat(LOADS).hasValue(loads);
    }

    private Program<Books> run() {
        return Program.start(Books.class, new Books(), DiskSettings.at(folder.resolve("books.db")), ticker);
    }

    record Book(String author, String genre) {}

    /** Books that are remembered beyond the process. */
    static class Books {
        @Cached(
                ttl = "1h",
                keep = "2h",
                store = "disk",
                receiver = Receiver.IGNORE,
                tags = {"author:{author}", "genre:{result.genre}"})
        Book book(String author, int number) {
            LOADS.incrementAndGet();
            return new Book(author, number % 2 == 0 ? "even" : "odd");
        }

        @Cached(ttl = "1h", keep = "2h", store = "disk")
        String plain(int number) {
            LOADS.incrementAndGet();
            return "book " + number;
        }
    }

    /** A transaction manager for one thread with one transaction at a time. */
    private static final class OneTransaction implements TransactionHook {
        private @Nullable Object current;
        private Consumer<Boolean> action = committed -> {};

        void begin() {
            current = new Object();
        }

        void end(boolean committed) {
            action.accept(committed);
            action = known -> {};
            current = null;
        }

        @Override
        public @Nullable Object current() {
            return current;
        }

        @Override
        public void whenEnded(Consumer<Boolean> then) {
            action = action.andThen(then);
        }
    }
}
