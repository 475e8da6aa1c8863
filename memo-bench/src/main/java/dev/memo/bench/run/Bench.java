// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.run;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures on the JDK that it runs on. All work is done in rounds, so that what changes on the machine in the
 * meantime meets every peer alike. Confined to one thread.
 */
public final class Bench {
    private static final String EVERYTHING = ".";

    private final Effort effort;
    private final Pattern only;
    private final String agent;
    private final ResultFiles files;
    private final List<String> failed = new ArrayList<>();
    private Results results;

    private Bench(Effort effort, Pattern only, String agent, ResultFiles files) throws Exception {
        this.effort = effort;
        this.only = only;
        this.agent = agent;
        this.files = files;
        String java = System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
        Results old = files.read(Runtime.version().feature());
        boolean startsAfresh = only.pattern().equals(EVERYTHING);
        List<Measurement> measured = old == null || startsAfresh ? List.of() : old.measurements();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        this.results = new Results(Runtime.version().feature(), java, effort.name(), load, measured);
    }

    /**
     * Measures.
     *
     * @param args effort, a regular expression found in the names of what is to be measured, the agent's jar, the
     *     folder for the results, the suite
     */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[3]);
        Effort effort = Effort.of(args[0]);
        new Bench(effort, Pattern.compile(args[1]), args[2], new ResultFiles(folder))
                .run(Suite.of(args[4]), folder.resolve("logs"));
    }

    private void run(Suite suite, Path logs) throws Exception {
        JmhRun jmh = new JmhRun(effort, agent, logs);
        List<Work> works =
                Stream.of(Work.values()).filter(w -> w.suite == suite).toList();
        int usual = effort.rounds() * suite.rounds;
        int most = works.stream().mapToInt(work -> work.rounds(usual)).max().orElse(0);
        for (int round = 1; round <= most; round++) {
            for (Work work : works) {
                if (round <= work.rounds(usual)) {
                    long began = System.nanoTime();
                    keep(jmh.run(work, only, round), round == 1);
                    say(work.name, round, began);
                }
            }
        }
        probe(suite);
        requireAll();
    }

    private void probe(Suite suite) throws Exception {
        ProbeRun probes = new ProbeRun(effort, agent);
        for (Probe probe : Probe.values()) {
            if (probe.suite == suite && only.matcher(probe.name).find()) {
                long began = System.nanoTime();
                List<Measurement> measured = probes.run(probe);
                if (measured.isEmpty()) {
                    failed.add(probe.name);
                }
                keep(measured, true);
                say(probe.name, 1, began);
            }
        }
    }

    /** Ends without success if something could not be measured: a page without it would look as if all were well. */
    private void requireAll() {
        if (!failed.isEmpty()) {
            throw new IllegalStateException(String.join(", ", failed)
                    + ": nothing was measured. See above why; ./bench --page writes the page without.");
        }
    }

    private void say(String name, int round, long began) {
        double seconds = (System.nanoTime() - began) / 1e9;
        if (seconds > 0.1) {
            System.out.printf(Locale.ROOT, "  JDK %d, round %d: %s, %.1f s%n", results.feature(), round, name, seconds);
        }
    }

    private void keep(List<Measurement> measured, boolean replace) throws Exception {
        if (measured.isEmpty()) {
            return;
        }
        results = (replace ? results.without(measured) : results).plus(measured);
        files.write(results);
    }
}
