// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A Java file as the rules about shape see it. Confined to one thread. */
record SourceFile(String name, List<String> lines, List<MethodShape> methods, List<String> undocumentedTypes) {
    static final String SPDX = "// SPDX-License-Identifier: Apache-2.0";

    /** A file of which nothing but the text is known yet. */
    static SourceFile of(String name, String text) {
        return new SourceFile(name, text.lines().toList(), new ArrayList<>(), new ArrayList<>());
    }

    /** Whether the licence line is the first. */
    boolean startsWithLicence() {
        return !lines.isEmpty() && lines.get(0).equals(SPDX);
    }

    /** Where warnings are suppressed without a comment on the same line or the one above. */
    List<String> suppressionsWithoutReason() {
        return IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).strip().startsWith("@SuppressWarnings"))
                .filter(line -> !hasReason(line))
                .mapToObj(line -> name + ":" + (line + 1))
                .toList();
    }

    private boolean hasReason(int line) {
        boolean besides = lines.get(line).contains("//");
        return besides || (line > 0 && lines.get(line - 1).strip().startsWith("//"));
    }
}
