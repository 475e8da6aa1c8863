// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.method.Problem;
import java.util.List;

/**
 * What became of one class. Immutable.
 *
 * @param className its binary name
 * @param woven the methods that ask Memo
 * @param problems the methods that were refused
 * @param remarks what is woven but looks risky
 */
record ClassReport(String className, List<WovenEntry> woven, List<Problem> problems, List<Problem> remarks) {
    ClassReport {
        woven = List.copyOf(woven);
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }

    /** A class that could not even be planned. */
    static ClassReport trouble(String className, Throwable thrown) {
        Problem problem = new Problem(
                "TROUBLE",
                className,
                "the class is not woven, Memo met " + thrown,
                "The class runs as it is; please report this.");
        return new ClassReport(className, List.of(), List.of(problem), List.of());
    }

    /** Written out, as the one that the JVM links for records that have records takes 20 ms at the start. */
    @Override
    public int hashCode() {
        return className.hashCode();
    }

    boolean isEmpty() {
        return woven.isEmpty() && problems.isEmpty() && remarks.isEmpty();
    }
}
