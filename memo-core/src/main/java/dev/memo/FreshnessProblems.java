// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with settings of values that age. Confined to one thread. */
final class FreshnessProblems {
    private final Map<String, @Nullable Object> values;
    private final List<String> found;

    private FreshnessProblems(Map<String, @Nullable Object> values, List<String> found) {
        this.values = values;
        this.found = found;
    }

    /** Adds what is wrong, each a sentence and a remedy. */
    static void check(Map<String, @Nullable Object> values, List<String> found) {
        FreshnessProblems problems = new FreshnessProblems(values, found);
        problems.checkPositive("keep", "no longer than the ttl");
        problems.checkPositive("retry", "a second");
        problems.checkKeep();
    }

    private void checkPositive(String setting, String otherwise) {
        Duration duration = duration(setting);
        if (duration != null && (duration.isZero() || duration.isNegative())) {
            found.add(setting + " must be positive, was " + duration + ". Leave it out for " + otherwise + ".");
        }
    }

    private void checkKeep() {
        Duration keep = duration("keep");
        Duration ttl = duration("ttl");
        if (keep == null) {
            if (duration("retry") != null) {
                found.add("retry is set, but nothing is kept beyond its ttl. Add keep, or leave retry out.");
            }
        } else if (ttl == null) {
            found.add("keep is set, but no ttl. Add ttl: values are fresh until then.");
        } else if (!keep.isNegative() && !keep.isZero() && keep.compareTo(ttl) < 0) {
            found.add("keep must be at least ttl, was " + keep + " with ttl " + ttl
                    + ". Both count from the write: make keep longer, or leave it out.");
        }
    }

    private @Nullable Duration duration(String setting) {
        return values.get(setting) instanceof Duration duration ? duration : null;
    }
}
