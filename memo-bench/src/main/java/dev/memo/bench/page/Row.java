// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

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

    static Row of(String name, String work, Condition... targets) {
        return new Row(name, work, List.of(targets));
    }
}
