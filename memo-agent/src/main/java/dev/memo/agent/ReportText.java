// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.method.Problem;
import dev.memo.method.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Writes reports for people: what is woven as a table, then what is wrong, numbered. Stateless. */
final class ReportText {
    private ReportText() {}

    /** Everything. */
    static String of(WeaveReport report) {
        List<ClassReport> classes = report.classes();
        List<String> parts = new ArrayList<>();
        parts.add(heading(classes));
        parts.addAll(table(classes));
        classes.forEach(each -> parts.addAll(findings(each)));
        if (!report.ruleProblems().isEmpty()) {
            parts.add(rules(report.ruleProblems()));
        }
        if (!report.optionProblems().isEmpty()) {
            parts.add(options(report.optionProblems()));
        }
        return String.join("\n", parts);
    }

    /** One class that came later. */
    static String of(ClassReport report) {
        List<String> parts = new ArrayList<>(table(List.of(report)));
        parts.addAll(findings(report));
        return String.join("\n", parts);
    }

    /** What was refused of one class. */
    static String refusals(ClassReport report) {
        return Problems.text(report.className(), report.problems());
    }

    static String options(List<Problem> problems) {
        return numbered(count(problems.size(), "problem") + " in the options of memo-agent:", problems);
    }

    static String rules(List<Problem> problems) {
        return numbered(count(problems.size(), "problem") + " in the rules:", problems);
    }

    private static String heading(List<ClassReport> classes) {
        long weaving = classes.stream().filter(each -> !each.woven().isEmpty()).count();
        long woven = classes.stream().mapToLong(each -> each.woven().size()).sum();
        long refused =
                classes.stream().mapToLong(each -> each.problems().size()).sum();
        String where = weaving == 1 ? "1 class" : weaving + " classes";
        return "Memo weave report: " + count(woven, "method") + " woven in " + where + ", " + refused + " refused.";
    }

    private static List<String> table(Collection<ClassReport> classes) {
        List<WovenEntry> rows =
                classes.stream().flatMap(each -> each.woven().stream()).toList();
        int width = rows.stream()
                .mapToInt(row -> row.method().text().length())
                .max()
                .orElse(0);
        return rows.stream().map(row -> row(row, width)).toList();
    }

    private static String row(WovenEntry row, int width) {
        String method = row.method().text();
        String line = "  " + method + " ".repeat(width - method.length()) + "  " + row.kind() + " " + row.settings();
        return line.stripTrailing();
    }

    private static List<String> findings(ClassReport report) {
        List<String> parts = new ArrayList<>();
        if (!report.problems().isEmpty()) {
            parts.add(refusals(report));
        }
        if (!report.remarks().isEmpty()) {
            String heading = count(report.remarks().size(), "remark") + " on " + report.className() + ":";
            parts.add(numbered(heading, report.remarks()));
        }
        return parts;
    }

    private static String numbered(String heading, List<Problem> problems) {
        StringBuilder text = new StringBuilder(heading);
        for (int i = 0; i < problems.size(); i++) {
            text.append('\n').append(i + 1).append(". ").append(problems.get(i).text());
        }
        return text.toString();
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
