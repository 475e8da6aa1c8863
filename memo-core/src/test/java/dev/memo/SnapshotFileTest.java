// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.snapshot.Content;
import dev.memo.snapshot.SnapshotReader;
import dev.memo.snapshot.SnapshotRow;
import dev.memo.snapshot.SnapshotWriter;
import dev.memo.spi.SnapshotException;
import dev.memo.spi.SnapshotException.Kind;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import dev.memo.testkit.FakeTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that hold something else than what was saved: one exception that says so, and nothing has changed. */
@Timeout(300)
@Tag("parity-58")
class SnapshotFileTest {
    @TempDir
    Path folder;

    private final FakeTicker ticker = new FakeTicker();

    @Test
    void aFileThatIsCutOffAnywhereIsRefusedAsAWhole() throws IOException {
        byte[] whole = saved();
        Run run = new Run();
        for (int length = 0; length < whole.length; length++) {
            refuses(run, Arrays.copyOf(whole, length), "cut off after " + length + " bytes");
        }
        run.foundNothing();
    }

    @Test
    void aFileWithAnyBitTurnedIsRefusedAsAWhole() throws IOException {
        byte[] whole = saved();
        Run run = new Run();
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] turned = whole.clone();
            turned[bit / 8] ^= (byte) (1 << (bit % 8));
            refuses(run, turned, "bit " + bit + " turned");
        }
        run.foundNothing();
    }

    @Test
    void aFileWithMoreBehindItsEndIsRefused() throws IOException {
        byte[] whole = saved();
        refuses(new Run(), Arrays.copyOf(whole, whole.length + 1), "a byte more");
    }

    @Test
    void aFileThatIsNotThereIsSaidWithWhatToDo() throws IOException {
        Path file = folder.resolve("results.memo");
        says(Kind.MISSING, file, "there is no such file, found none. Name one that is there.");
        Path lost = folder.resolve("gone").resolve("results.memo");
        says(
                Kind.MISSING,
                lost,
                "there is no such file, found no folder " + lost.getParent() + ". Name one that is there.");
        says(Kind.UNREADABLE, folder, "it cannot be read, found a folder. Name a file that may be read.");
    }

    @Test
    void eachKindOfOtherFileIsSaidWithWhatToDo() throws IOException {
        Path file = Files.writeString(folder.resolve("results.memo"), "somebody's diary");
        says(
                Kind.NOT_A_SNAPSHOT,
                file,
                "it is not a snapshot, found other bytes at its beginning. Name a file that Memo has" + " written.");
        Path within = file.resolve("results.memo");
        says(
                Kind.UNREADABLE,
                within,
                "it cannot be read, found a file where its folder is to be, " + file
                        + ". Name a file that may be read.");
        Files.write(file, new byte[0]);
        says(
                Kind.NOT_A_SNAPSHOT,
                file,
                "it is not a snapshot, found an empty file. Name a file that Memo has written.");
    }

    @Test
    void aSnapshotThatCannotBeReadIsSaidWithWhatToDo() throws IOException {
        Path file = folder.resolve("results.memo");
        byte[] newer = saved();
        newer[9]++;
        Files.write(file, newer);
        says(
                Kind.NEWER_FORMAT,
                file,
                "it is of a format that this version does not know, found 3 where 2 is known. Use the"
                        + " version of Memo that wrote it, or a later one.");
        Files.write(file, Arrays.copyOf(saved(), 30));
        says(
                Kind.DAMAGED,
                file,
                "it is damaged, found another length or checksum than it was written with. Name another"
                        + " snapshot, or delete it and start without.");
    }

    @Test
    void whateverIsInRowsThatFitTheirChecksumNoCallGetsItButTheRightOne() throws IOException {
        saved();
        Path file = folder.resolve("results.memo");
        List<SnapshotRow> rows = new ArrayList<>();
        SnapshotReader.read("test", file, Content.RESULTS, rows::add);
        assertThat(rows).hasSize(3);
        Random random = new Random(Seed.next());
        for (int round = 0; round < 500; round++) {
            try (SnapshotWriter writer = new SnapshotWriter("test", file, Content.RESULTS)) {
                rows.forEach(row -> writer.add(forged(row, random)));
                long unused = writer.finish();
            }
            Run run = new Run();
            assertThat(run.memo.load(file).results()).isBetween(0L, 3L);
            for (int i = 0; i < 3; i++) {
                assertThat(run.words.word(i)).isEqualTo("word " + i);
            }
        }
    }

    private static SnapshotRow forged(SnapshotRow row, Random random) {
        byte[] digest = row.key().digest().clone();
        byte[] key = row.key().bytes().clone();
        byte[] frame = row.value().bytes().clone();
        byte[] changed = List.of(digest, key, frame, frame, frame).get(random.nextInt(5));
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        frame = random.nextInt(8) == 0 ? Arrays.copyOf(frame, random.nextInt(frame.length)) : frame;
        long[] times = random.longs(4).toArray();
        StoreValue value = new StoreValue(
                frame,
                new byte[0],
                random.nextBoolean() ? times[0] : row.value().writtenAtMicros(),
                times[1],
                random.nextBoolean() ? times[2] : StoreValue.NEVER,
                Math.max(1, times[3]),
                times[0]);
        String region =
                random.nextInt(10) == 0 ? "net.acme.Other.word(I)V" : row.key().region();
        return new SnapshotRow(new StoreKey(region, digest, key), value, random.nextInt());
    }

    private void refuses(Run run, byte[] bytes, String how) throws IOException {
        Path file = folder.resolve("torn.memo");
        Files.write(file, bytes);
        assertThat(catchThrowable(() -> run.memo.load(file))).as(how).isInstanceOf(SnapshotException.class);
    }

    private void says(Kind kind, Path file, String what) {
        assertThatThrownBy(() -> new Run().memo.load(file))
                .hasMessage("memo.load(" + file + "): " + what)
                .isInstanceOfSatisfying(
                        SnapshotException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private byte[] saved() throws IOException {
        Run run = new Run();
        for (int i = 0; i < 3; i++) {
            run.words.word(i);
        }
        run.memo.save(folder.resolve("results.memo"));
        return Files.readAllBytes(folder.resolve("results.memo"));
    }

    /** Words that are remembered. */
    static class Words {
        private int loads;

        @Cached(receiver = Receiver.IGNORE)
        String word(int key) {
            loads++;
            return "word " + key;
        }
    }

    /** One run of a program. */
    private final class Run {
        final Memo memo = Memo.builder().ticker(ticker).build();
        final Words target = new Words();
        final Words words = memo.proxy(Words.class, target);

        void foundNothing() {
            for (int i = 0; i < 3; i++) {
                words.word(i);
            }
            assertThat(target.loads).as("nothing of the files was taken in").isEqualTo(3);
        }
    }
}
