// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

import dev.memo.bench.torture.Contestant;
import dev.memo.bench.torture.Outcome;
import dev.memo.bench.torture.Torment;
import dev.memo.bench.torture.Torture;
import dev.memo.bench.torture.TortureResults;
import dev.memo.bench.torture.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the page about the torture suite. Confined to one thread. */
final class TorturePage {
    private static final String ABOUT = """
            # Memo and its peers under torture

            Written by `./torture`; not to be edited by hand. Each scenario is played against each peer in a JVM of its own,
            %d of them at a time. What is not done %d s after its first call *hangs*, and its JVM is killed. What is
            right is defined below. A cell tells that, how often the method behind the cache ran, and the time from the first
            call, or from what goes wrong where that comes later, to the last return. A peer that has nothing of a kind is
            neither right nor wrong in it.

            """;

    private static final List<String> PEERS = List.of("caffeine", "spring-context-support", "jetcache-anno");

    private final StringBuilder text = new StringBuilder();

    private TorturePage() {}

    /** Returns the page about these runs. */
    static String of(List<TortureResults> runs, Circumstances circumstances) {
        TorturePage page = new TorturePage();
        page.text.append(ABOUT.formatted(Torture.AT_ONCE, Torture.LIMIT_SECONDS));
        page.circumstances(runs, circumstances);
        runs.forEach(page::outcomes);
        page.definitions();
        return page.text.toString().stripTrailing() + "\n";
    }

    /** Returns the names of the scenarios in which Memo is wrong, hangs, or has nothing of the kind. */
    static List<String> owed(List<TortureResults> runs) {
        return runs.stream()
                .flatMap(run -> run.played().stream()
                        .filter(played -> played.contestant() == Contestant.MEMO)
                        .filter(played -> played.outcome().verdict() != Verdict.RIGHT)
                        .filter(played -> played.outcome().verdict() != Verdict.NEEDS_JDK)
                        .map(played -> played.torment().title + " (JDK " + run.feature() + ")"))
                .toList();
    }

    private void circumstances(List<TortureResults> runs, Circumstances circumstances) {
        text.append("- Machine: ").append(circumstances.machine()).append('\n');
        for (TortureResults run : runs) {
            text.append(String.format(
                    Locale.ROOT,
                    "- JDK %d: %s, played with `./torture`, load average %.1f before%n",
                    run.feature(),
                    run.java(),
                    run.load()));
        }
        String versions = Arrays.stream(circumstances.versions().split(", ", -1))
                .filter(version -> PEERS.stream().anyMatch(version::startsWith))
                .collect(Collectors.joining(", "));
        text.append("- Date: ").append(circumstances.date()).append('\n');
        text.append("- Versions: ").append(versions).append("\n\n");
    }

    private void outcomes(TortureResults run) {
        List<Contestant> contestants = List.of(Contestant.values());
        Table table = new Table("scenario").columns(contestants, contestant -> contestant.title);
        for (Torment torment : Torment.values()) {
            table.row(torment.title)
                    .columns(
                            contestants,
                            contestant -> run.outcome(torment, contestant)
                                    .map(TorturePage::cell)
                                    .orElse("not played"));
        }
        table.row("**right in**").columns(contestants, contestant -> score(run, contestant));
        text.append("## JDK ")
                .append(run.feature())
                .append("\n\n")
                .append(table)
                .append('\n');
    }

    private static String cell(Outcome outcome) {
        String note = outcome.note().replace("|", "\\|");
        String extra = note.isEmpty() ? "" : "; " + note;
        String loads = outcome.loads() + (outcome.loads() == 1 ? " load" : " loads");
        String figures = String.format(Locale.ROOT, "%s, %.1f s", loads, outcome.seconds());
        return switch (outcome.verdict()) {
            case RIGHT -> "right; " + figures + extra;
            case WRONG -> "**wrong**: " + note + "; " + figures;
            case HANGS -> "**hangs**; " + loads + extra;
            case LACKS -> "has no such thing" + (note.isEmpty() ? "" : ": " + note);
            case NEEDS_JDK -> note;
        };
    }

    private static String score(TortureResults run, Contestant contestant) {
        List<Verdict> verdicts = Arrays.stream(Torment.values())
                .map(torment -> run.outcome(torment, contestant))
                .flatMap(Optional::stream)
                .map(Outcome::verdict)
                .filter(verdict -> verdict != Verdict.LACKS && verdict != Verdict.NEEDS_JDK)
                .toList();
        long right =
                verdicts.stream().filter(verdict -> verdict == Verdict.RIGHT).count();
        return "**" + right + " of " + verdicts.size() + "**";
    }

    private void definitions() {
        text.append("## What is played, and what is right\n\n");
        Table table = new Table("scenario", "what happens", "right");
        for (Torment torment : Torment.values()) {
            table.row(torment.title, torment.play, torment.right);
        }
        text.append(table).append("\n## How each is used\n\n");
        text.append("As its documentation has it, around the same method; each with a time to live of 10 minutes.\n\n");
        for (Contestant contestant : Contestant.values()) {
            text.append("- ").append(contestant.title).append(": ");
            text.append(contestant.setUp).append(".\n");
        }
    }
}
