// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

import dev.memo.bench.run.Results;
import java.util.List;
import java.util.Locale;

/** Writes the page. Confined to one thread. */
final class Page {
    private static final String ABOUT = """
            Written by `%s`; not to be edited by hand. Memo and its peers are measured in the same runs, each
            benchmark in a JVM of its own with the same options, in turns, so that what else happens on the machine meets
            all alike. Their heaps are touched before (`-XX:+AlwaysPreTouch`): the first touch of a page is dear on a virtual
            machine, and would be charged to whoever allocates, which is most peers and not Memo. Read the ratios:
            absolute numbers of a shared machine change from day to day. All figures are medians over the iterations of
            all rounds. "per call" includes drawing a key from an array.
            """;

    private final StringBuilder text = new StringBuilder();
    private final Topic topic;
    private final List<Results> runs;

    private Page(Topic topic, List<Results> runs) {
        this.topic = topic;
        this.runs = runs;
    }

    /** Returns the page about these runs. */
    static String of(Topic topic, List<Results> runs, Circumstances circumstances) {
        Page page = new Page(topic, runs);
        page.text.append("# ").append(topic.title()).append("\n\n").append(ABOUT.formatted(topic.command()));
        page.text.append(topic.picture()).append('\n');
        page.circumstances(circumstances);
        page.targets();
        page.text.append("## All figures\n\n").append(topic.notes()).append('\n');
        topic.rows().forEach(page::figures);
        return page.text.toString().stripTrailing() + "\n";
    }

    private void circumstances(Circumstances circumstances) {
        text.append("- Machine: ").append(circumstances.machine()).append('\n');
        for (Results run : runs) {
            text.append("- JDK ").append(run.feature()).append(": ").append(run.java());
            text.append(", measured with `")
                    .append(topic.command())
                    .append(run.effort().equals("quick") ? " --quick" : "");
            text.append("`").append(load(run)).append('\n');
        }
        text.append("- Date: ").append(circumstances.date()).append('\n');
        text.append("- Versions: ").append(circumstances.versions()).append("\n\n");
    }

    private void targets() {
        text.append("## ").append(topic.targets()).append("\n\n");
        Table table = new Table("work", "target").columns(runs, run -> "JDK " + run.feature());
        for (Row row : topic.rows()) {
            String work = row.work();
            for (Condition target : row.measured(runs)) {
                table.row(work, target.text()).columns(runs, target::verdict);
                work = "";
            }
        }
        text.append(table).append('\n');
    }

    private void figures(Row row) {
        Figures figures = Figures.of(row.name(), runs);
        if (figures.peers().isEmpty()) {
            return;
        }
        text.append("### ").append(row.name()).append("\n\n").append(row.work()).append("\n\n");
        Table table = new Table("");
        for (String figure : figures.names()) {
            table.columns(runs, run -> "JDK " + run.feature() + ": " + Names.ofFigure(figure));
        }
        table.columns(runs, run -> "JDK " + run.feature() + ": times Memo");
        for (String peer : figures.peers()) {
            table.row(Names.of(peer));
            for (String figure : figures.names()) {
                table.columns(runs, run -> cell(run.median(row.name(), peer, figure)));
            }
            table.columns(runs, run -> cell(figures.timesMemo(run, peer)));
        }
        text.append(table).append('\n');
    }

    /** Whether others used the machine, more than a build or the benchmarks before would; what was measured among many others is worth little. */
    private static String load(Results run) {
        String load = String.format(Locale.ROOT, ", load average %.1f before", run.load());
        double own = 1.5 * Runtime.getRuntime().availableProcessors();
        return run.load() > own ? load + " (**the machine was busy: these figures mean little**)" : load;
    }

    private static String cell(double value) {
        return Double.isNaN(value) ? "" : Condition.number(value);
    }
}
