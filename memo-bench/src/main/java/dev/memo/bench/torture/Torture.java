// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/** Plays every scenario against every peer, on the JDK that it runs on, each in a JVM of its own. Confined to one thread. */
public final class Torture {
    /** How long a scenario may take before it is said to hang, from its first call. */
    public static final int LIMIT_SECONDS = 8;

    /** How long a JVM may take besides, on a busy machine: to start Spring, and to end. */
    private static final int START_SECONDS = 60;

    /** Most scenarios wait most of the time: a few at once leave each other alone. */
    public static final int AT_ONCE = 3;

    /** JVMs that start soon; what is at stake here is no matter of speed. */
    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final String agent;
    private final Path logs;

    private Torture(String agent, Path logs) {
        this.agent = agent;
        this.logs = logs;
    }

    /**
     * Plays.
     *
     * @param args a regular expression found in the names of the scenarios or peers to play, the agent's jar, the
     *     folder for the results
     */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[2]);
        int feature = Runtime.version().feature();
        Path logs = Files.createDirectories(folder.resolve("logs-" + feature));
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        String java = System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
        List<TortureResults.Played> played = new Torture(args[1], logs).play(Pattern.compile(args[0]));
        TortureFiles files = new TortureFiles(folder);
        List<TortureResults.Played> before =
                files.read(feature).map(TortureResults::played).orElse(List.of());
        files.write(new TortureResults(feature, java, load, before).with(played));
    }

    private List<TortureResults.Played> play(Pattern only) throws Exception {
        ExecutorService runners = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<TortureResults.Played>> pending = new ArrayList<>();
        for (Torment torment : Torment.values()) {
            for (Contestant contestant : Contestant.values()) {
                if (only.matcher(torment + " " + contestant).find()) {
                    pending.add(runners.submit(() -> play(torment, contestant)));
                }
            }
        }
        runners.shutdown();
        List<TortureResults.Played> played = new ArrayList<>();
        for (Future<TortureResults.Played> one : pending) {
            played.add(one.get());
            say(one.get());
        }
        return played;
    }

    private TortureResults.Played play(Torment torment, Contestant contestant)
            throws IOException, InterruptedException {
        long limitMillis = LIMIT_SECONDS * 1_000L;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (contestant == Contestant.MEMO) {
            command.add("-javaagent:" + agent);
        }
        command.addAll(SMALL);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
        command.addAll(List.of(torment.name(), contestant.name(), Long.toString(limitMillis)));
        Path log = logs.resolve(torment + "-" + contestant + ".log");
        Outcome outcome = new ChildRun(limitMillis + START_SECONDS * 1_000L).run(command, log);
        return new TortureResults.Played(torment, contestant, outcome);
    }

    private static void say(TortureResults.Played played) {
        Outcome outcome = played.outcome();
        System.out.printf(
                Locale.ROOT,
                "  JDK %d: %s, %s: %s, %d loads, %.1f s %s%n",
                Runtime.version().feature(),
                played.torment(),
                played.contestant(),
                outcome.verdict(),
                outcome.loads(),
                outcome.seconds(),
                outcome.note());
    }
}
