// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite.cli;

import dev.memo.spi.StoreException;
import dev.memo.spi.StoreScan;
import dev.memo.spi.Ticker;
import dev.memo.sqlite.RegionSummary;
import dev.memo.sqlite.Upkeep;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code store FILE}: lists what is in a store, and tidies, checks, shrinks and exports it. The store may be in use meanwhile.
 *
 * <p>Ends with 0, 1 if the store is not well or cannot be opened, and 2 if the command line is wrong. Confined to one thread.
 */
@Command(
        name = "store",
        synopsisHeading = "Usage: java -jar memo-agent.jar ",
        sortOptions = false,
        description =
                "Looks after a file that keeps results, which may be in use meanwhile. Without options, lists what is in"
                        + " there by method: values, ended ones, bytes, hits, ages, and fingerprints of what wrote them.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done, and all is well",
            "1:the store is not well, or could not be opened, or something went wrong",
            "2:the command line is wrong"
        })
public final class StoreCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "the file that store.disk names")
    private @Nullable Path file;

    @Option(names = "--prune", description = "remove what has ended")
    private boolean prune;

    @Option(names = "--verify", description = "look at every page, and compare sums with values")
    private boolean verify;

    @Option(names = "--vacuum", description = "give back the room of what was removed; others wait meanwhile")
    private boolean vacuum;

    @Option(
            names = "--export",
            arity = "0..1",
            fallbackValue = "-",
            paramLabel = "OUT",
            description = "write a line of JSON for each living value, to stdout or the new file --export=OUT")
    private @Nullable Path export;

    @Option(names = "--region", paramLabel = "NAME", description = "export only this method's values")
    private @Nullable String region;

    @Option(
            names = "--with-values",
            description = "export keys and values too, in base64: they may be secrets, and are left out otherwise")
    private boolean withValues;

    @Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    /** Creates one; picocli fills it in. */
    public StoreCommand() {}

    /** Runs the command and returns its exit code. */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    /** Returns the command as picocli has it. */
    static CommandLine commandLine() {
        CommandLine.Model.OptionSpec help = CommandLine.Model.OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .type(boolean.class)
                .description("say this")
                .build();
        CommandLine command = new CommandLine(new StoreCommand());
        command.getCommandSpec().addOption(help);
        return command.setExecutionExceptionHandler((e, line, parsed) -> {
            line.getErr().println("store: " + (e instanceof StoreException ? e.getMessage() : e.toString()));
            return 1;
        });
    }

    @Override
    public Integer call() throws IOException {
        Path wanted = required();
        PrintWriter out = line().getOut();
        boolean done = prune || verify || vacuum || export != null;
        try (Upkeep store = Upkeep.open(wanted, Ticker.system())) {
            boolean well = !verify || verify(store, out);
            if (prune) {
                prune(store, out);
            }
            if (export != null) {
                export(store, export);
            }
            if (vacuum) {
                vacuum(store, out);
            }
            if (!done) {
                list(store, out);
            }
            out.flush();
            return well ? 0 : 1;
        }
    }

    /** Returns the file, if the options are such that go together. */
    private Path required() {
        if (file == null) {
            String taken = export == null || export.toString().equals("-")
                    ? "Name the file that store.disk names."
                    : "\"" + export + "\" was taken for the file to export to: write FILE before --export.";
            throw wrong("FILE is missing. " + taken);
        }
        if (export == null && (withValues || region != null)) {
            throw wrong((withValues ? "--with-values" : "--region")
                    + " says what to export, and nothing is exported. Add --export, or leave it out.");
        }
        return file;
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(line(), message);
    }

    private void vacuum(Upkeep store, PrintWriter out) {
        long bytes;
        try (ProgressLine progress = activity("vacuuming")) {
            bytes = store.vacuum(progress::turn);
        }
        out.println("Given back: " + Texts.bytes(bytes) + ", now " + Texts.bytes(store.size()));
    }

    private boolean verify(Upkeep store, PrintWriter out) {
        List<String> problems;
        try (ProgressLine progress = activity("verifying")) {
            problems = store.verify(progress::turn);
        }
        problems.forEach(problem -> out.println("Problem: " + problem));
        out.println(
                problems.isEmpty()
                        ? "Well: " + store.entries() + " values"
                        : "Not well. Delete the file to begin anew.");
        return problems.isEmpty();
    }

    private void prune(Upkeep store, PrintWriter out) {
        long removed;
        try (ProgressLine progress = progress("pruning", Texts.ended(store.regions()))) {
            removed = store.prune(progress::at);
        }
        out.println("Removed: " + removed + " values that had ended");
    }

    private void export(Upkeep store, Path to) throws IOException {
        if (to.toString().equals("-")) {
            export(store, line().getOut());
            return;
        }
        Files.createFile(to, OwnerOnly.attributes(to));
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(to, StandardCharsets.UTF_8))) {
            export(store, out);
            if (out.checkError()) {
                throw new IOException(to + ": it cannot be written to the end. Make room, or name another file.");
            }
        }
    }

    private void export(Upkeep store, PrintWriter out) {
        StoreScan all = region == null ? StoreScan.ALL : StoreScan.ALL.of(region);
        StoreScan scan = withValues ? all.withValues() : all;
        try (ProgressLine progress = progress("exporting", store.entries())) {
            long[] rows = new long[1];
            store.scan(scan, row -> {
                out.println(JsonLine.of(row, withValues));
                progress.at(++rows[0]);
                return !out.checkError();
            });
        }
    }

    private static void list(Upkeep store, PrintWriter out) {
        List<RegionSummary> regions = store.regions();
        Texts.table(regions, store.now()).forEach(out::println);
        out.println("File: " + Texts.bytes(store.size()) + ", " + store.entries() + " values");
    }

    private ProgressLine progress(String what, long total) {
        return new ProgressLine(line().getErr(), CommandLine.Help.Ansi.AUTO.enabled(), what, total);
    }

    /** One for work of which SQLite does not tell how much is left. */
    private ProgressLine activity(String what) {
        return progress(what, ProgressLine.UNKNOWN);
    }

    private CommandLine line() {
        return spec == null ? new CommandLine(this) : spec.commandLine();
    }
}
