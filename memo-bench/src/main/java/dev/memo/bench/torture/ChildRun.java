// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Runs a JVM that tells its outcome, and kills it if it does not end. Immutable. */
final class ChildRun {
    private final long limitMillis;

    /** Allows so much from the start of the JVM to its end. */
    ChildRun(long limitMillis) {
        this.limitMillis = limitMillis;
    }

    /**
     * Returns what the child printed last of its outcome, or that it hangs and was killed.
     *
     * @param log what it prints
     * @throws IllegalStateException if it ends without an outcome
     */
    Outcome run(List<String> command, Path log) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!child.waitFor(limitMillis, TimeUnit.MILLISECONDS)) {
            child.destroyForcibly().waitFor();
            return new Outcome(Verdict.HANGS, 0, limitMillis / 1e3, "and was killed");
        }
        return Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                .map(Outcome::parse)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException(
                        log + ": the child ended with " + child.exitValue() + " and told no outcome. Read there why."));
    }
}
