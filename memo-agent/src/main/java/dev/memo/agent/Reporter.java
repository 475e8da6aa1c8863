// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.method.Problem;
import dev.memo.region.DaemonThreads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Brings the weave report to whoever reads it: all of it at the start, and what comes later as it comes; a file is
 * written again when the JVM ends. Thread-safe.
 */
final class Reporter {
    private final ReportTarget target;
    private final WeaveReport report;
    private final Console console;
    private volatile boolean started;
    private volatile boolean changed;

    Reporter(ReportTarget target, WeaveReport report, Console console) {
        this.target = target;
        this.report = report;
        this.console = console;
    }

    /** Takes in what became of a class. */
    void add(ClassReport each) {
        if (report.add(each) && started) {
            changed = true;
            sayLater(each);
        }
    }

    private void sayLater(ClassReport each) {
        if (target.kind() == ReportTarget.Kind.STDERR) {
            console.later(ReportText.of(each));
        } else if (target.kind() == ReportTarget.Kind.REFUSALS
                && !each.problems().isEmpty()) {
            console.later(ReportText.refusals(each));
        }
    }

    /** Writes what is known at the start; from now on, what comes is told as it comes. */
    void start() {
        started = true;
        if (target.kind() == ReportTarget.Kind.STDERR) {
            console.start(ReportText.of(report));
            return;
        }
        sayOptions();
        if (target.isFile()) {
            writeFile();
        } else if (!target.isNone()) {
            sayRefusals();
        }
    }

    /** Writes a file once more when the JVM ends, if something came after the start. */
    void writeAgainAtExit(Runnable before) {
        if (target.isFile()) {
            DaemonThreads.atExit("memo-report", () -> writeAgain(before));
        }
    }

    /** Writes everything and why the program does not start. */
    void stop() {
        console.start(ReportText.of(report));
        console.start("memo-agent: strict=true, so the program is not started.");
        if (target.isFile()) {
            writeFile();
        }
    }

    private void sayOptions() {
        if (!report.optionProblems().isEmpty()) {
            console.start(ReportText.options(report.optionProblems()));
        }
    }

    private void sayRefusals() {
        if (!report.ruleProblems().isEmpty()) {
            console.start(ReportText.rules(report.ruleProblems()));
        }
        for (ClassReport each : report.classes()) {
            if (!each.problems().isEmpty()) {
                console.start(ReportText.refusals(each));
            }
        }
    }

    private void writeAgain(Runnable before) {
        if (changed) {
            before.run();
            writeFile();
        }
    }

    private void writeFile() {
        String text = target.file().endsWith(".json") ? ReportJson.of(report) : ReportText.of(report) + "\n";
        try {
            Files.write(Path.of(target.file()), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | InvalidPathException e) {
            String what = "the report cannot be written, was " + e;
            Problem problem = new Problem(
                    "BAD_VALUE", "memo-agent option \"report\"", what, "Name a file in a folder that exists.");
            console.start(ReportText.options(List.of(problem)));
        }
    }
}
