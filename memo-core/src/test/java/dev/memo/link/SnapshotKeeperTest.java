// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.proxy.ProxyFactory;
import dev.memo.testkit.FakeTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The snapshot that a runtime loads at its start and saves at its end. */
@Timeout(60)
@Tag("parity-58")
class SnapshotKeeperTest {
    @TempDir
    Path folder;

    private final FakeTicker ticker = new FakeTicker();
    private final Squares target = new Squares();

    @Test
    void whatIsSavedAtTheEndIsThereAtTheNextStart() throws IOException {
        Run first = new Run("results.memo");
        first.squares.square(3);
        first.keeper.save();
        Run second = new Run("results.memo");
        assertThat(second.squares.square(3)).isEqualTo(9);
        assertThat(target.loads).isEqualTo(1);
        assertThat(files()).containsExactly("results.memo");
    }

    @Test
    void withTheTimeInTheNameTheNewestIsLoadedAndThreeAreKept() throws IOException {
        for (int i = 1; i <= 5; i++) {
            Run run = new Run("squares-{time}.memo");
            run.squares.square(i);
            run.keeper.save();
            ticker.advance(Duration.ofMillis(1));
        }
        assertThat(target.loads).isEqualTo(5);
        assertThat(files()).hasSize(3).allMatch(name -> name.matches("squares-\\d{8}-\\d{6}-\\d{3}\\.memo"));
        Files.writeString(folder.resolve("squares-99999999-xyz.memo"), "not one of them");
        Run last = new Run("squares-{time}.memo");
        for (int i = 1; i <= 5; i++) {
            last.squares.square(i);
        }
        assertThat(target.loads).isEqualTo(5);
    }

    @Test
    void afterAnInvalidationACrashLeavesNothingOld() throws IOException {
        Run first = new Run("results.memo");
        first.squares.square(3);
        first.squares.square(4);
        first.keeper.save();
        Run crashes = new Run("results.memo");
        assertThat(crashes.squares.square(3)).isEqualTo(9);
        Run unchanged = new Run("results.memo");
        assertThat(unchanged.squares.square(4))
                .as("nothing was invalidated yet")
                .isEqualTo(16);
        assertThat(target.loads).isEqualTo(2);
        Object unused = crashes.engine.service().apply("invalidateAll", new Object[] {crashes.site()});
        Run next = new Run("results.memo");
        next.squares.square(3);
        next.squares.square(4);
        assertThat(target.loads).isEqualTo(4);
    }

    @Test
    void aFileOfSomebodyElsesIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("results.memo"), "somebody's diary");
        Run run = new Run("results.memo");
        assertThat(run.squares.square(3)).isEqualTo(9);
        run.keeper.save();
        assertThat(Files.readString(folder.resolve("results.memo"))).isEqualTo("somebody's diary");
    }

    @Test
    void aDamagedFileIsReplacedAtTheEnd() throws IOException {
        Run first = new Run("results.memo");
        first.squares.square(3);
        first.keeper.save();
        byte[] whole = Files.readAllBytes(folder.resolve("results.memo"));
        whole[whole.length / 2]++;
        Files.write(folder.resolve("results.memo"), whole);
        Run second = new Run("results.memo");
        second.squares.square(3);
        second.keeper.save();
        assertThat(target.loads).isEqualTo(2);
        new Run("results.memo").squares.square(3);
        assertThat(target.loads).isEqualTo(2);
    }

    @Test
    void whereNothingCanBeWrittenTheEndGoesOn() {
        Run run = new Run("none/results.memo");
        run.squares.square(3);
        run.keeper.save();
        assertThat(folder.resolve("none")).doesNotExist();
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(each -> String.valueOf(each.getFileName())).toList();
        }
    }

    /** Squares that are remembered. */
    static class Squares {
        private int loads;

        @Cached(receiver = Receiver.IGNORE)
        int square(int key) {
            loads++;
            return key * key;
        }
    }

    /** One run of a program. */
    private final class Run {
        final Engine engine = new Engine(
                EngineSettings.builder().maxBytes(1 << 20).ticker(ticker).build());
        final SnapshotKeeper keeper;
        final Squares squares;

        Run(String file) {
            keeper = new SnapshotKeeper(
                    engine.snapshots(), engine.shelf(), folder.resolve(file).toString(), ticker);
            keeper.load();
            squares = new ProxyFactory(engine.service()).proxy(null, Squares.class, target);
        }

        @Nullable
        Object site() {
            return ((Object[][]) engine.service().apply("methods", new Object[0]))[0][0];
        }
    }
}
