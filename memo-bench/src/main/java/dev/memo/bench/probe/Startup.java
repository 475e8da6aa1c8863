// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.probe;

import dev.memo.annotation.Cached;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a small program takes from the start of its JVM to its end, without the agent and with it, in turns; the
 * steps between show where the time goes. Confined to one thread.
 */
public final class Startup {
    private static final String AGENT = "-javaagent:" + System.getProperty("memo.agent.jar");

    private Startup() {}

    /**
     * Measures.
     *
     * @param args how often
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            measure("none", StartupProgram.class, "18, loads: 2");
            measure("disabled", StartupProgram.class, "18, loads: 2", AGENT + "=enabled=false");
            measure("unused", StartupPlain.class, "18, loads: 2", AGENT);
            measure("memo", StartupProgram.class, "18, loads: 1", AGENT);
        }
    }

    private static void measure(String peer, Class<?> program, String expected, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(
                List.of("-cp", entryOf(program) + File.pathSeparator + entryOf(Cached.class), program.getName()));
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        long nanos = System.nanoTime() - began;
        if (!printed.equals(expected)) {
            throw new IllegalStateException(peer + " printed \"" + printed + "\" in place of \"" + expected + "\"");
        }
        Report.print(peer, "ms", nanos / 1e6);
    }

    /** Returns where on the class path the class is: the peers' forty jars, which any agent makes the JVM open, are not there. */
    private static Path entryOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class path entry that is no file", e);
        }
    }
}
