// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.method.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All that was woven and refused so far, and what is wrong with options and rules. Thread-safe. */
final class WeaveReport {
    private final Set<ClassReport> classes = new LinkedHashSet<>();
    private final List<Problem> options = new ArrayList<>();
    private List<Problem> rules = List.of();

    /** Takes in a class; returns whether that is news. */
    synchronized boolean add(ClassReport report) {
        return !report.isEmpty() && classes.add(report);
    }

    synchronized void addOptionProblems(List<Problem> problems) {
        options.addAll(problems);
    }

    synchronized void setRuleProblems(List<Problem> problems) {
        rules = List.copyOf(problems);
    }

    synchronized List<ClassReport> classes() {
        return List.copyOf(classes);
    }

    synchronized List<Problem> optionProblems() {
        return List.copyOf(options);
    }

    synchronized List<Problem> ruleProblems() {
        return rules;
    }

    /** Whether there is anything that {@code strict=true} does not let pass. */
    synchronized boolean hasProblems() {
        for (ClassReport report : classes) {
            if (!report.problems().isEmpty()) {
                return true;
            }
        }
        return !options.isEmpty() || !rules.isEmpty();
    }
}
