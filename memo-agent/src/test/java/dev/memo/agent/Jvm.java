// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A JVM to be started for a test, of the same version as the test's. Confined to one thread. */
final class Jvm {
    private static final long PATIENCE_SECONDS = 120;

    private final List<String> starter = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final List<Path> classPath = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();

    /** How it ended. Immutable. */
    record Ended(int exit, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }

        /** Stderr without what newer JVMs say about agents that come late, and about native code. */
        String ownErr() {
            return err.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("WARNING: "))
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
        }
    }

    /** A JVM with Memo's agent. */
    static Jvm withAgent(String options) {
        return new Jvm().agent(agentJar(), options);
    }

    static Path agentJar() {
        return Path.of(System.getProperty("memo.agent.jar", "target/memo-agent.jar"))
                .toAbsolutePath();
    }

    /** A jar that the build put there for tests. */
    static Path library(String name) {
        return Path.of(System.getProperty("memo.it.libs", "target/it-libs"), name)
                .toAbsolutePath();
    }

    /** The class path of the programs in the test tree: they, the annotations and the facade. */
    static List<Path> programs() {
        return List.of(placeOf(Jvm.class), placeOf(Cached.class), placeOf(Memo.class));
    }

    static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    Jvm agent(Path jar, String agentOptions) {
        return option("-javaagent:" + jar + (agentOptions.isEmpty() ? "" : "=" + agentOptions));
    }

    /** Has another command start it, with fewer rights for example. */
    Jvm startedBy(List<String> command) {
        starter.addAll(command);
        return this;
    }

    Jvm option(String... some) {
        options.addAll(Arrays.asList(some));
        return this;
    }

    Jvm classPath(List<Path> some) {
        classPath.addAll(some);
        return this;
    }

    Jvm argument(String... some) {
        arguments.addAll(Arrays.asList(some));
        return this;
    }

    /** Runs a program of the test tree to its end. */
    Ended run(Class<?> program) {
        return classPath(programs()).run(program.getName());
    }

    /** Runs to its end; {@code what} is a main class, or what stands in its place. */
    Ended run(String... what) {
        try {
            Path out = Files.createTempFile("memo", ".out");
            Path err = Files.createTempFile("memo", ".err");
            Process process = builder(what)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            return ended(process, out, err);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Ended ended(Process process, Path out, Path err) throws IOException {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("no end after " + PATIENCE_SECONDS + " s: " + Files.readString(err));
            }
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** What starts it, for tests that talk to it while it runs. */
    ProcessBuilder builder(String... what) {
        List<String> command = new ArrayList<>(starter);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        if (!classPath.isEmpty()) {
            command.add("-cp");
            command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        }
        command.addAll(Arrays.asList(what));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        return builder;
    }
}
