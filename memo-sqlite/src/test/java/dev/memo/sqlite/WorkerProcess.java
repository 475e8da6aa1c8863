// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that runs {@link StoreWorker}, or another program. Confined to one thread. */
final class WorkerProcess {
    private final Process process;
    private final BufferedReader lines;
    private final List<String> said = new ArrayList<>();

    private WorkerProcess(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static WorkerProcess start(String what, Path file, int number, int times) throws IOException {
        return start(StoreWorker.class, what, file.toString(), Integer.toString(number), Integer.toString(times));
    }

    static WorkerProcess start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        return new WorkerProcess(
                builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Says a line to it. */
    void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits for a line of this beginning, and returns it; keeps all that come before. */
    String awaitLine(String beginning) throws IOException {
        String line = lines.readLine();
        while (line != null) {
            said.add(line);
            if (line.startsWith(beginning)) {
                return line;
            }
            line = lines.readLine();
        }
        throw new IOException("the process ended without saying \"" + beginning + "\"");
    }

    /** Kills it at once, without a chance to tidy up, and returns all that it has said. */
    List<String> kill() throws IOException, InterruptedException {
        process.destroyForcibly();
        process.waitFor();
        try {
            lines.lines().forEach(said::add);
        } catch (UncheckedIOException e) {
            return said; // the pipe may be gone with the process
        }
        return said;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end; returns its exit code. */
    int await() throws InterruptedException {
        return process.waitFor();
    }
}
