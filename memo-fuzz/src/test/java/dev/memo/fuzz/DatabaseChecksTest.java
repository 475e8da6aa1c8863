// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.region.DaemonThreads;
import dev.memo.spi.StoreException;
import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each check fails what is broken as the check says, or that nothing is found says nothing. */
@Tag("parity-60")
@Tag("parity-61")
@Timeout(60)
class DatabaseChecksTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void soundFileIsOfUse(boolean sealed) throws IOException {
        Path file = folder.resolve("memo.db");
        Stored sound = Stored.make(file, sealed);

        assertThat(Stored.use(file, sealed, "")).isEqualTo(Program.RESULTS);
        assertThat(sound.log()).as("what was written last is in the log").isNotEmpty();
        Files.delete(file);
        assertThat(Stored.use(file, sealed, "")).as("without it").isZero();
    }

    @Test
    void fileThatIsOfNoUseIsReported() {
        assertThatThrownBy(() -> Stored.requireOfUse(Program.RESULTS - 1)).isInstanceOf(Found.class);
        assertThatCode(() -> Stored.requireOfUse(Program.RESULTS)).doesNotThrowAnyException();
    }

    /** The results in the file are those of an edition that has others. */
    @Test
    void wrongResultIsReported() {
        Path file = folder.resolve("memo.db");
        Stored.make(file, true);
        DatabaseChecks checks = new DatabaseChecks(each -> Stored.use(each, true, "!"), DatabaseChecksTest::nothing);

        assertThatThrownBy(() -> checks.check(file)).isInstanceOf(Found.class).hasMessage("a wrong value");
    }

    @Test
    void whatThrowsInACallIsReported() {
        DatabaseChecks checks = new DatabaseChecks(
                each -> {
                    throw new StoreException(StoreException.Kind.CORRUPT, "no call may throw that");
                },
                DatabaseChecksTest::nothing);

        assertThatThrownBy(() -> checks.check(folder)).hasMessage("no call may throw that");
    }

    @Test
    void whatTheCommandThrowsIsReportedUnlessItRefusesTheFile() {
        Consumer<Path> broken = each -> {
            throw new IllegalStateException("broken");
        };
        Consumer<Path> refusing = each -> {
            throw new StoreException(StoreException.Kind.NOT_A_STORE, "refused");
        };

        assertThatThrownBy(() -> new DatabaseChecks(DatabaseChecksTest::nothing, broken).check(folder))
                .hasMessage("broken");
        assertThatCode(() -> new DatabaseChecks(DatabaseChecksTest::nothing, refusing).check(folder))
                .doesNotThrowAnyException();
    }

    @Test
    void objectOfAClassOffTheListIsReported() {
        Consumer<Path> careless = each -> {
            Trap unused = new Trap("made by a codec that admits it");
        };

        assertThatThrownBy(() -> new DatabaseChecks(careless, DatabaseChecksTest::nothing).check(folder))
                .isInstanceOf(Found.class)
                .hasMessageContaining("class off the list");
        assertThatThrownBy(() -> new DatabaseChecks(DatabaseChecksTest::nothing, careless).check(folder))
                .isInstanceOf(Found.class);
    }

    @Test
    void endOfAThreadIsReported() throws Exception {
        DatabaseTarget.fuzzerTestOneInput(new byte[0]); // has the end of threads told
        Path file = folder.resolve("memo.db");
        CountDownLatch told = new CountDownLatch(1);
        UncaughtExceptionHandler own = Objects.requireNonNull(Thread.getDefaultUncaughtExceptionHandler());
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            own.uncaughtException(thread, e);
            told.countDown();
        });
        assertThat(DaemonThreads.start("memo-canary", () -> {
                    throw new IllegalStateException("broken");
                }))
                .isTrue();
        told.await();

        assertThatThrownBy(() -> Stored.use(file, true, ""))
                .isInstanceOf(AssertionError.class)
                .hasMessage("a thread has ended")
                .hasRootCauseMessage("broken");
        assertThat(Stored.use(file, true, "")).as("it was told once").isPositive();
        Thread.setDefaultUncaughtExceptionHandler(own);
    }

    private static void nothing(Path file) {}
}
