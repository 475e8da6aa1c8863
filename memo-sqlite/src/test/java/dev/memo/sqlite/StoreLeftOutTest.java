// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.DiskSettings;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.testkit.FakeTicker;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a method declares and its store cannot keep is said once, with the method and what to do. */
@Timeout(60)
@Tag("parity-63")
class StoreLeftOutTest {
    private static final AtomicInteger LOADS = new AtomicInteger();
    private static final Logger LOG = Logger.getLogger("dev.memo");

    @TempDir
    Path folder;

    private final Messages messages = new Messages();

    @BeforeEach
    void listen() {
        LOADS.set(0);
        LOG.addHandler(messages);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(messages);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void classThatIsNotAdmittedIsSaidOnceHoweverOftenItIsMet() {
        try (Program<Shapes> run = run()) {
            for (int i = 0; i < 20; i++) {
                assertThat(run.calls.shape(i)).isEqualTo(new Square(i));
                assertThat(run.calls.shape(i)).isEqualTo(new Square(i));
            }
        }
        assertThat(LOADS).as("the heap keeps them").hasValue(20);
        assertThat(messages.told)
                .containsExactly(
                        "StoreLeftOutTest.Shapes.shape(int): what is kept beyond the process may not hold it, found "
                                + Square.class.getName()
                                + ", which the declared type does not reach and the setting allow does not"
                                + " list. Add allow = \"" + Square.class.getName()
                                + "\", or declare a result that names it.");
        try (Program<Shapes> run = run()) {
            assertThat(run.calls.shape(1)).isEqualTo(new Square(1));
        }
        assertThat(LOADS).as("the store has none").hasValue(21);
        assertThat(messages.told).as("a runtime of its own").hasSize(2);
    }

    @Test
    void classThatIsListedIsStoredWithoutAWord() {
        try (Program<Shapes> run = run()) {
            assertThat(run.calls.listed(1)).isEqualTo(new Square(1));
        }
        try (Program<Shapes> run = run()) {
            assertThat(run.calls.listed(1)).isEqualTo(new Square(1));
        }
        assertThat(LOADS).hasValue(1);
        assertThat(messages.told).isEmpty();
    }

    @Test
    void parameterThatSaysLittleIsSaidWhenTheMethodIsPlanned() {
        DiskSettings disk = DiskSettings.at(folder.resolve("keys.db"));
        try (Program<Keys> run = Program.start(Keys.class, new Keys(), disk, new FakeTicker())) {
            assertThat(messages.told)
                    .containsExactly(
                            "@Cached on StoreLeftOutTest.Keys.byAny(Object): parameter 0 is an Object, some of whose"
                                    + " values have no form that is the same in every process, so that results of calls with such a"
                                    + " value stay in the heap. Declare a String, a number, an enum or a record of such, or mark it"
                                    + " @KeyIgnore.");
            Object unstable = new Named("b");
            run.calls.byAny("a");
            run.calls.byAny(unstable);
            run.calls.byAny(unstable);
            assertThat(LOADS).as("the heap keeps both").hasValue(2);
            assertThat(run.memo.proxy(Keys.class, new Keys())).isNotNull();
        }
        try (Program<Keys> run = Program.start(Keys.class, new Keys(), disk, new FakeTicker())) {
            run.calls.byAny("a");
        }
        assertThat(LOADS).as("the store keeps what is stable").hasValue(2);
        assertThat(messages.told).as("once for each runtime").hasSize(2);
    }

    private Program<Shapes> run() {
        return Program.start(
                Shapes.class, new Shapes(), DiskSettings.at(folder.resolve("shapes.db")), new FakeTicker());
    }

    record Square(int side) {}

    /** What declares less than it returns. */
    static class Shapes {
        @Cached(store = "disk", receiver = Receiver.IGNORE)
        Object shape(int side) {
            LOADS.incrementAndGet();
            return new Square(side);
        }

        @Cached(store = "disk", receiver = Receiver.IGNORE, allow = "dev.memo.sqlite.*")
        Object listed(int side) {
            LOADS.incrementAndGet();
            return new Square(side);
        }
    }

    /** Equal as it says itself, so that nobody knows what by. */
    static final class Named {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Named named && name.equals(named.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** Whose key may be anything. */
    static class Keys {
        @Cached(store = "disk", receiver = Receiver.IGNORE)
        int byAny(Object any) {
            return LOADS.incrementAndGet();
        }
    }

    /** What Memo has logged. Thread-safe. */
    private static final class Messages extends Handler {
        final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            Object[] parameters = entry.getParameters();
            told.add(parameters == null ? entry.getMessage() : String.valueOf(parameters[0]));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
