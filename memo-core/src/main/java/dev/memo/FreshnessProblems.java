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
        problems.checkPositive("refresh", "never");
        problems.checkKeep();
        problems.checkRefresh();
        problems.checkEarly();
        problems.checkPositive("soft", "no limit");
        problems.checkPositive("hard", "no limit");
        problems.checkLimits();
        for (String setting : List.of("nullTtl", "emptyTtl")) {
            problems.checkPositive(setting, "the ttl");
        }
        problems.checkFailures();
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
            if (duration("retry") != null && duration("refresh") == null) {
                found.add("retry is set, but neither keep nor refresh. Add one of them, or leave retry out.");
            }
        } else if (ttl == null) {
            found.add("keep is set, but no ttl. Add ttl: values are fresh until then.");
        } else if (!keep.isNegative() && !keep.isZero() && keep.compareTo(ttl) < 0) {
            found.add("keep must be at least ttl, was " + keep + " with ttl " + ttl
                    + ". Both count from the write: make keep longer, or leave it out.");
        }
    }

    private void checkRefresh() {
        Duration refresh = duration("refresh");
        Duration ttl = duration("ttl");
        if (refresh != null && ttl != null && refresh.compareTo(ttl) >= 0) {
            found.add("refresh must be below ttl, was " + refresh + " with ttl " + ttl
                    + ". Values end before they are old enough: make it shorter.");
        }
    }

    private void checkLimits() {
        Duration soft = duration("soft");
        Duration hard = duration("hard");
        if (soft != null && duration("keep") == null) {
            found.add(
                    "soft is set, but no keep, so that there is no stale value to give. Add keep, or leave soft out.");
        }
        if (values.get("lock") != null && (soft != null || hard != null)) {
            found.add("lock is set, and " + (soft != null ? "soft" : "hard")
                    + ", which has another thread load than the one"
                    + " that took the lock. Leave one of them out, or use deadline.");
        }
        if (soft != null && hard != null && soft.compareTo(hard) >= 0) {
            found.add("soft must be below hard, was " + soft + " with hard " + hard + ". Make it shorter.");
        }
    }

    private void checkEarly() {
        if (!(values.get("early") instanceof Double factor) || factor == 0) {
            return;
        }
        if (!(factor > 0 && factor <= 1000)) {
            found.add("early must be from 0 to 1000, was " + factor + ". Leave it out for none, or write 1.");
        } else if (duration("ttl") == null) {
            found.add("early is set, but no ttl, before whose end it would be. Add ttl, or leave early out.");
        }
    }

    private void checkFailures() {
        if (values.get("failures") instanceof List<?> types && types.isEmpty()) {
            found.add("failures must name a class of exceptions, was none. Name one, or leave failures out.");
        }
        if (values.get("failures") instanceof List<?> types && types.contains(null)) {
            found.add("failures must name classes of exceptions, was null. Name one, or leave failures out.");
        }
        Duration ttl = duration("failureTtl");
        if (ttl != null && (ttl.isZero() || ttl.isNegative())) {
            found.add(
                    "the ttl of failures must be positive, was " + ttl + ". Pass a longer one, or leave failures out.");
        }
        if (Boolean.FALSE.equals(values.get("cacheNull")) && duration("nullTtl") != null) {
            found.add("nullTtl is set, but null is not kept, as cacheNull is off. Leave one of them out.");
        }
    }

    private @Nullable Duration duration(String setting) {
        return values.get(setting) instanceof Duration duration ? duration : null;
    }
}
