// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

/**
 * Where the weave report goes. Immutable.
 *
 * @param file the file's name, empty if it is no file
 */
record ReportTarget(Kind kind, String file) {
    /** Only refusals, to stderr, each when its class loads. */
    static final ReportTarget REFUSALS = new ReportTarget(Kind.REFUSALS, "");

    /** What the option says. Immutable. */
    enum Kind {
        REFUSALS,
        STDERR,
        FILE,
        NONE
    }

    static ReportTarget of(String value) {
        return switch (value) {
            case "stderr" -> new ReportTarget(Kind.STDERR, "");
            case "none" -> new ReportTarget(Kind.NONE, "");
            default -> new ReportTarget(Kind.FILE, value);
        };
    }

    boolean isFull() {
        return kind == Kind.STDERR || kind == Kind.FILE;
    }

    boolean isFile() {
        return kind == Kind.FILE;
    }

    boolean isNone() {
        return kind == Kind.NONE;
    }
}
