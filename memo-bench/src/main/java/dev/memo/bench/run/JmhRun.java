// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs a benchmark class once: each of its methods in a JVM of its own. Confined to one thread. */
final class JmhRun {
    /** Two seconds: a woven hit on two arguments and a miss are compiled in full after three. */
    private static final int MORE_WARMUPS = 4;

    /** Peers, everywhere or in one work, that no target is about: two rounds of theirs are enough, and none in a quick run. */
    private static final Set<String> SPARED = Set.of(
            "cache2k",
            "guava",
            "kryoPooled",
            "memoCodec",
            "IsolatedHit.kryoOpen",
            "NoArguments.caffeine",
            "TwoThreads.caffeine",
            "TwoThreads.map");

    /** The same, and slow ones besides. */
    private static final Set<String> ASIDE = Set.of("ehcache", "jetcache", "jcabi", "springSync");

    private static final int ROUNDS_OF_ALL = 2;

    /** Memo may have as much as a million entries take, and the heap holds that. */
    private static final String MEMO = "=maxBytes=512MB";

    private final Effort effort;
    private final String agent;
    private final Path logs;

    /**
     * Prepares runs.
     *
     * @param agent the agent's jar
     * @param logs the folder for what JMH says
     */
    JmhRun(Effort effort, String agent, Path logs) throws IOException {
        this.effort = effort;
        this.agent = agent;
        this.logs = Files.createDirectories(logs);
    }

    /** Runs the methods whose names, {@code WovenHit.memo}, the pattern is found in; says on the console which gave nothing. */
    List<Measurement> run(Work work, Pattern only, int round) throws RunnerException {
        List<String> methods = methods(work, only, round);
        if (methods.isEmpty()) {
            return List.of();
        }
        String include = "^" + Pattern.quote(work.type.getName()) + "\\.(" + String.join("|", methods) + ")$";
        List<Measurement> measured =
                Measurements.of(new Runner(options(work).include(include).build()).run());
        for (String method : methods) {
            if (measured.stream().noneMatch(m -> m.peer().split(" ", -1)[0].equals(method))) {
                System.out.println("    " + work.name + "." + method + " gave nothing: see " + log(work));
            }
        }
        return measured;
    }

    private ChainedOptionsBuilder options(Work work) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(warmups(work))
                .warmupTime(effort.warmups().time())
                .measurementIterations(effort.iterations().count())
                .measurementTime(effort.iterations().time())
                .addProfiler(GCProfiler.class)
                .output(log(work).toString())
                .jvmArgs(work.heap.options().toArray(String[]::new));
        if (effort.isQuick() && work == Work.HIT_AT_MILLION) {
            options.param("law", "zipf");
        }
        if (effort.isQuick()) {
            // So short a warm-up must not end before the compiler has had its turn.
            options.jvmArgsPrepend("-XX:-BackgroundCompilation");
        }
        return work.woven ? options.jvmArgsAppend("-javaagent:" + agent + MEMO + store(work)) : options;
    }

    /** A file that is begun anew: what an earlier run has stored would be read in place of being loaded. */
    private String store(Work work) {
        return work.suite == Suite.STORE
                ? ",store.disk=" + logs.resolve(work.name + "-" + System.nanoTime() + ".db")
                : "";
    }

    private int warmups(Work work) {
        return effort.warmups().count() + (work.beginsWithLoads() && !effort.isQuick() ? MORE_WARMUPS : 0);
    }

    private Path log(Work work) {
        return logs.resolve(work.name + ".log");
    }

    private boolean isLeftOut(Work work, String method, int round) {
        boolean aside = ASIDE.contains(method) || SPARED.contains(method) || SPARED.contains(work.name + "." + method);
        return aside && (effort.isQuick() || (work.suite == Suite.METHODS && round > ROUNDS_OF_ALL));
    }

    private List<String> methods(Work work, Pattern only, int round) {
        return Arrays.stream(work.type.getMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(method -> method.getName())
                .filter(method -> !isLeftOut(work, method, round))
                .filter(method -> only.matcher(work.name + "." + method).find())
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
