// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.run;

import dev.memo.bench.probe.Report;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts probes and reads what they report. Confined to one thread. */
final class ProbeRun {
    /** So that JOL may look at objects of the JDK, on 17 and 25, and says nothing of it. */
    private static final List<String> FOR_JOL = List.of(
            "-Djol.magicFieldOffset=true",
            "-Djdk.attach.allowAttachSelf=true",
            "-XX:+EnableDynamicAgentLoading",
            "--add-exports=java.base/jdk.internal.vm.annotation=ALL-UNNAMED");

    private final Effort effort;
    private final String agent;

    ProbeRun(Effort effort, String agent) {
        this.effort = effort;
        this.agent = agent;
    }

    /**
     * Runs a probe in a JVM of its own; what it prints besides its report goes to the console.
     *
     * @return nothing if it failed
     */
    List<Measurement> run(Probe probe) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(probe))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<List<String>, List<Double>> reported = new LinkedHashMap<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Report.Line read = Report.parse(line);
                if (read == null) {
                    System.out.println("    " + line);
                } else {
                    reported.computeIfAbsent(List.of(read.peer(), read.figure()), key -> new ArrayList<>())
                            .add(read.value());
                }
            }
        }
        if (process.waitFor() != 0) {
            return List.of();
        }
        List<Measurement> measured = new ArrayList<>();
        reported.forEach((key, values) -> measured.add(new Measurement(probe.name, key.get(0), key.get(1), values)));
        return measured;
    }

    private List<String> command(Probe probe) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(Heap.USUAL.options());
        command.addAll(FOR_JOL);
        command.add("-Dmemo.agent.jar=" + agent);
        if (probe.woven) {
            command.add("-javaagent:" + agent);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), probe.type.getName()));
        command.addAll(List.of(Integer.toString(effort.starts()), effort.name()));
        return command;
    }
}
