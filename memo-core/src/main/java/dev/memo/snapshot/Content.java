// SPDX-License-Identifier: Apache-2.0
package dev.memo.snapshot;

/** What the rows of a file are. Immutable. */
public enum Content {
    /** Results. */
    RESULTS('R', "memo.load"),
    /** Arguments to call methods with. */
    KEYS('K', "memo.warmUp");

    final char code;

    /** What reads such a file. */
    final String reader;

    Content(char code, String reader) {
        this.code = code;
        this.reader = reader;
    }
}
