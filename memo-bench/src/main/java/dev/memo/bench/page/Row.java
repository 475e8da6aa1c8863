// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

import dev.memo.bench.run.Results;
import java.util.List;

/**
 * A row of the page: a work and its targets. Immutable.
 *
 * @param name the benchmark's name
 * @param work what is done
 */
record Row(String name, String work, List<Condition> targets) {
    Row {
        targets = List.copyOf(targets);
    }

    /** Returns the targets that were measured in one of the runs at least. */
    List<Condition> measured(List<Results> runs) {
        return targets.stream()
                .filter(target -> runs.stream().anyMatch(target::isMeasured))
                .toList();
    }

    static Row of(String name, String work, Condition... targets) {
        return new Row(name, work, List.of(targets));
    }
}
