// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.method.MethodRef;
import dev.memo.method.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told what, and when. */
class ReporterTest {
    private static final Problem VOID = new Problem(
            "VOID_RESULT", "@Cached on Users.save(User)", "it returns void", "Remove @Cached, or return a value.");
    private static final ClassReport USERS = new ClassReport(
            "net.acme.Users",
            List.of(
                    new WovenEntry(new MethodRef("net.acme.Users", "find", "(J)Lnet/acme/User;"), "memoize", "ttl=10m"),
                    new WovenEntry(new MethodRef("net.acme.Users", "all", "()[I"), "memoize", "")),
            List.of(VOID),
            List.of());
    private static final String REFUSED = """
            1 problem in the memoized methods of Users:
            1. @Cached on Users.save(User): it returns void. Remove @Cached, or return a value.
            """;
    private static final String WOVEN = """
              Users.find(long)  memoize ttl=10m
              Users.all()       memoize
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final WeaveReport report = new WeaveReport();

    private Reporter reporter(ReportTarget target) {
        return new Reporter(target, report, new Console(err));
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void withoutOptionOnlyRefusalsAreSaid() {
        Reporter reporter = reporter(ReportTarget.REFUSALS);
        reporter.start();
        reporter.add(USERS);
        reporter.add(USERS);

        assertThat(err()).isEqualTo(REFUSED);
    }

    @Test
    void fullReportIsATableThenWhatIsWrong() {
        Reporter reporter = reporter(ReportTarget.of("stderr"));
        reporter.add(USERS);
        report.setRuleProblems(List.of(new Problem("X", "rules.txt:3", "class a.B is not found", "Did you mean a.C?")));
        report.addOptionProblems(List.of(new Problem("Y", "memo-agent option \"x\"", "there is none", "Remove it.")));

        reporter.start();

        assertThat(err())
                .isEqualTo("Memo weave report: 2 methods woven in 1 class, 1 refused.\n" + WOVEN + REFUSED + """
                        1 problem in the rules:
                        1. rules.txt:3: class a.B is not found. Did you mean a.C?
                        1 problem in the options of memo-agent:
                        1. memo-agent option "x": there is none. Remove it.
                        """);
    }

    @Test
    void whatComesAfterTheStartIsAppended() {
        Reporter reporter = reporter(ReportTarget.of("stderr"));
        reporter.start();
        reporter.add(USERS);

        assertThat(err()).isEqualTo("Memo weave report: 0 methods woven in 0 classes, 0 refused.\n" + WOVEN + REFUSED);
    }

    @Test
    void whatWasSaidAtTheStartIsNotSaidAgain() {
        Reporter reporter = reporter(ReportTarget.of("stderr"));
        reporter.add(USERS);
        reporter.start();
        int length = err().length();

        reporter.add(USERS);

        assertThat(err()).hasSize(length);
    }

    @Test
    void noneSaysNothingButWhatIsWrongWithOptions() {
        Reporter reporter = reporter(ReportTarget.of("none"));
        report.addOptionProblems(List.of(new Problem("Y", "memo-agent option \"x\"", "there is none", "Remove it.")));
        reporter.add(USERS);
        reporter.start();
        reporter.add(ClassReport.trouble("net.acme.Odd", new AssertionError("planned")));

        assertThat(err()).isEqualTo("""
                1 problem in the options of memo-agent:
                1. memo-agent option "x": there is none. Remove it.
                """);
    }

    @Test
    void strictStopSaysEverythingAndWhy() {
        Reporter reporter = reporter(ReportTarget.of("none"));
        reporter.add(USERS);

        reporter.stop();

        assertThat(err())
                .contains(WOVEN)
                .contains(REFUSED)
                .endsWith("memo-agent: strict=true, so the program is not started.\n");
    }

    @Test
    void fileIsTextOrJsonByItsName() throws IOException {
        for (String name : List.of("weave.txt", "weave.json")) {
            Path file = folder.resolve(name);
            Reporter reporter = reporter(ReportTarget.of(file.toString()));
            reporter.add(USERS);
            reporter.start();

            String text = Files.readString(file);
            assertThat(text)
                    .contains("VOID_RESULT".substring(0, name.endsWith("json") ? 11 : 0))
                    .contains("returns void");
            assertThat(text.startsWith("{")).isEqualTo(name.endsWith("json"));
        }
        assertThat(err()).isEmpty();
    }

    @Test
    void fileThatCannotBeWrittenIsSaid() {
        Reporter reporter =
                reporter(ReportTarget.of(folder.resolve("no/such/folder.txt").toString()));
        reporter.start();

        assertThat(err()).contains("memo-agent option \"report\": the report cannot be written, was ");
    }

    @Test
    void floodAfterTheStartIsCutWithAWord() {
        Reporter reporter = reporter(ReportTarget.REFUSALS);
        reporter.start();
        for (int i = 0; i < 1_000; i++) {
            reporter.add(ClassReport.trouble("net.acme.Odd" + i, new AssertionError("planned")));
        }

        assertThat(err().length()).isLessThan(40_000);
        assertThat(err()).endsWith("Use report=FILE to see all of it.\n");
    }
}
