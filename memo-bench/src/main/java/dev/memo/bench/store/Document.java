// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.store;

import java.util.List;

/** A value of about a kilobyte once it is encoded. Immutable. */
record Document(long id, String title, List<String> lines) {
    Document {
        lines = List.copyOf(lines);
    }
}
