// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.link.EngineSettings;
import dev.memo.method.Problem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The agent's argument, read. Immutable.
 *
 * @param rules the rule file's name, null if there is none
 * @param report where the weave report goes
 * @param snapshot where results are loaded from and saved to, null for nowhere
 * @param warmUp where the keys are recorded that are called at the start, null for nowhere
 * @param warmUpRate how many of them are called in a second
 * @param problems what could not be read; it counts as left out
 */
record Options(
        boolean enabled,
        @Nullable String rules,
        ReportTarget report,
        boolean strict,
        EngineSettings engine,
        @Nullable String snapshot,
        @Nullable String warmUp,
        int warmUpRate,
        List<Problem> problems) {
    Options {
        problems = List.copyOf(problems);
    }

    static Options read(String argument) {
        return new OptionReader().read(argument);
    }

    /** Returns the names of the stores that there are. */
    Set<String> stores() {
        return engine.stores().keySet();
    }

    /** Whether all classes are looked at before the application starts. */
    boolean scans() {
        return strict || report.isFull();
    }
}
