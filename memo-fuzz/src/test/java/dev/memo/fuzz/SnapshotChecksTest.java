// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.snapshot.Content;
import dev.memo.snapshot.SnapshotRow;
import dev.memo.spi.SnapshotException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each check fails what is broken as the check says, or that nothing is found says nothing. */
@Tag("parity-58")
@Tag("parity-61")
class SnapshotChecksTest {
    private static final SnapshotFiles SOUND = new SnapshotFiles.Memos();
    private static final byte[] ROWS = Bytes.rows(SnapshotSeeds.sound(Content.RESULTS));

    @Test
    void allIsWellWithAllThatTheFuzzerBeginsWith() {
        for (byte[] seed : SnapshotSeeds.all()) {
            assertThatCode(() -> SnapshotTarget.fuzzerTestOneInput(seed)).doesNotThrowAnyException();
        }
    }

    @Test
    void soundRowsAreServedToTheProgram() {
        List<SnapshotRow> rows = rows();

        assertThat(SnapshotTarget.load(SnapshotSeeds.authentic(rows), true, "")).isEqualTo(Program.RESULTS);
        assertThat(SnapshotTarget.load(SnapshotSeeds.summed(rows), false, "")).isEqualTo(Program.RESULTS);
        assertThat(rows).as("tags are among them").anyMatch(row -> !row.tags().isEmpty());
    }

    @Test
    void exceptionIsReportedUnlessItIsTheOneThatRefuses() {
        assertThatThrownBy(() -> check(broken(rows -> {
                    throw new NegativeArraySizeException("broken");
                })))
                .hasMessage("broken");
        assertThatCode(() -> check(broken(rows -> {
                    throw new SnapshotException(SnapshotException.Kind.DAMAGED, "refused", null);
                })))
                .doesNotThrowAnyException();
    }

    @Test
    void lostRowIsReported() {
        assertThatThrownBy(() -> check(losing(rows -> rows.subList(1, rows.size()))))
                .isInstanceOf(Found.class)
                .hasMessage("9 rows, and 8 of these");
    }

    @Test
    void changedRowIsReported() {
        assertThatThrownBy(() -> check(losing(rows -> {
                    Collections.swap(rows, 3, 4);
                    return rows;
                })))
                .isInstanceOf(Found.class)
                .hasMessage("row 3 is another one");
        assertThatThrownBy(() -> check(losing(rows -> {
                    SnapshotRow last = rows.get(8);
                    rows.set(8, new SnapshotRow(last.key(), last.value(), last.outlived(), List.of("other")));
                    return rows;
                })))
                .as("tags count")
                .hasMessage("row 8 is another one");
    }

    /** The results that are loaded are those of an edition that has others. */
    @Test
    void wrongResultIsReported() {
        SnapshotChecks checks = new SnapshotChecks(
                SOUND,
                (rows, authentic) ->
                        assertThat(SnapshotTarget.load(rows, authentic, "!")).isZero());

        assertThatThrownBy(() -> checks.check(Bytes.behind(4 + 1, ROWS)))
                .isInstanceOf(Found.class)
                .hasMessage("a wrong value");
    }

    @Test
    void whatThrowsInAProgramThatLoadsIsReported() {
        SnapshotChecks checks = new SnapshotChecks(SOUND, (rows, authentic) -> {
            throw new IllegalStateException("broken " + authentic);
        });

        assertThatThrownBy(() -> checks.check(Bytes.behind(1, ROWS))).hasMessage("broken false");
        assertThatThrownBy(() -> checks.check(Bytes.behind(5, ROWS))).hasMessage("broken true");
    }

    @Test
    void resultOfAnotherClassIsReported() {
        assertThatThrownBy(() -> Program.require(false, 7, "text"))
                .isInstanceOf(Found.class)
                .hasMessageContaining("another class");
        assertThatThrownBy(() -> Program.require(true, null, "text")).isInstanceOf(Found.class);
        assertThatCode(() -> Program.require(false, null, "text")).doesNotThrowAnyException();
        assertThatCode(() -> Program.require(false, "other", "text")).doesNotThrowAnyException();
    }

    @Test
    void objectOfAClassOffTheListIsReported() {
        SnapshotChecks checks = new SnapshotChecks(SOUND, (rows, authentic) -> {
            Trap unused = new Trap("made by a codec that admits it");
        });

        assertThatThrownBy(() -> checks.check(Bytes.behind(1, ROWS)))
                .isInstanceOf(Found.class)
                .hasMessageContaining("class off the list");
    }

    private static void check(SnapshotFiles files) throws Exception {
        new SnapshotChecks(files, (rows, authentic) -> {}).check(Bytes.behind(1, ROWS));
    }

    private static List<SnapshotRow> rows() {
        List<SnapshotRow> rows = new ArrayList<>();
        SnapshotChecks checks = new SnapshotChecks(SOUND, (read, authentic) -> rows.addAll(read));
        assertThatCode(() -> checks.check(Bytes.behind(1, ROWS))).doesNotThrowAnyException();
        return rows;
    }

    /** Reads rows and gives others. */
    private static SnapshotFiles broken(UnaryOperator<List<SnapshotRow>> reading) {
        return files(reading, rows -> rows);
    }

    /** Is given rows and writes others. */
    private static SnapshotFiles losing(UnaryOperator<List<SnapshotRow>> writing) {
        return files(rows -> rows, writing);
    }

    private static SnapshotFiles files(
            UnaryOperator<List<SnapshotRow>> reading, UnaryOperator<List<SnapshotRow>> writing) {
        return new SnapshotFiles() {
            @Override
            public List<SnapshotRow> read(Path file, Content content) {
                return reading.apply(SOUND.read(file, content));
            }

            @Override
            public void write(Path file, Content content, List<SnapshotRow> rows) {
                SOUND.write(file, content, writing.apply(new ArrayList<>(rows)));
            }
        };
    }
}
