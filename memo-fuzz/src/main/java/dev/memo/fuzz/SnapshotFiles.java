// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import dev.memo.snapshot.Content;
import dev.memo.snapshot.SnapshotReader;
import dev.memo.snapshot.SnapshotRow;
import dev.memo.snapshot.SnapshotWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes files of rows, well or, in tests of the checks, badly. Implementations are stateless. */
interface SnapshotFiles {
    /** Returns a file's rows, or throws a {@link dev.memo.spi.SnapshotException}. */
    List<SnapshotRow> read(Path file, Content content);

    /** Makes a file of rows. */
    void write(Path file, Content content, List<SnapshotRow> rows);

    /** As Memo does. Stateless. */
    record Memos() implements SnapshotFiles {
        @Override
        public List<SnapshotRow> read(Path file, Content content) {
            List<SnapshotRow> rows = new ArrayList<>();
            SnapshotReader.read("memo.load", file, content, rows::add);
            return rows;
        }

        @Override
        public void write(Path file, Content content, List<SnapshotRow> rows) {
            try (SnapshotWriter writer = new SnapshotWriter("memo.save", file, content)) {
                rows.forEach(writer::add);
                long unused = writer.finish();
            }
        }
    }
}
