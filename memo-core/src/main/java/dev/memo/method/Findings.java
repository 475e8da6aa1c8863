// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.LinkedHashSet;
import java.util.Set;

/** Collects what was found wrong or risky, each once and in the order of finding. Confined to one thread. */
final class Findings {
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Set<Problem> remarks = new LinkedHashSet<>();

    void problem(Problem problem) {
        problems.add(problem);
    }

    void remark(Problem remark) {
        remarks.add(remark);
    }

    void addAll(Findings others) {
        problems.addAll(others.problems);
        remarks.addAll(others.remarks);
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    Set<Problem> problems() {
        return problems;
    }

    Set<Problem> remarks() {
        return remarks;
    }
}
