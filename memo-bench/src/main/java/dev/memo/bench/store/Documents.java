// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.store;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import java.util.ArrayList;
import java.util.List;

/** Memoized methods whose results are in a store; the heap takes none of them. Thread-safe. */
class Documents {
    private static final int LINES = 16;

    /** Returns a document. */
    @Cached(store = "disk", maxHeapBytes = "16B", receiver = Receiver.IGNORE)
    Document document(long id) {
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < LINES; line++) {
            lines.add("Line " + line + " of document " + id + ": what it says is of no matter here.");
        }
        return new Document(id, "Document " + id, lines);
    }
}
