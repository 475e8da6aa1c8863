// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples.demo;

import dev.memo.Memo;
import dev.memo.MemoizedMethodHandle;
import dev.memo.spi.Stats;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The figures of one run: how long the JVM ran, how often the original really ran, and what Memo counted. Immutable.
 *
 * @param searches counted by the program itself, without Memo
 * @param methods empty in a run without the agent
 */
record Figures(long millis, long searches, List<Method> methods) {
    /** What Memo counted for one memoized method. Immutable. */
    record Method(String name, long loads, long hits, long timeSavedNanos, long bytes) {
        private static Method of(MemoizedMethodHandle handle) {
            Stats stats = handle.stats();
            return new Method(handle.name(), stats.loads(), stats.hits(), stats.timeSavedNanos(), stats.bytes());
        }

        private static Method parse(String line) {
            String[] fields = line.split("\t", -1);
            return new Method(
                    fields[0],
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[2]),
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[4]));
        }

        private String line() {
            return String.join("\t", name, "" + loads, "" + hits, "" + timeSavedNanos, "" + bytes);
        }
    }

    /** Returns the figures so far; the time counts from the start of the JVM, the start of the agent included. */
    static Figures ofThisRun(Relatedness relatedness) {
        long millis = ManagementFactory.getRuntimeMXBean().getUptime();
        List<Method> methods = Memo.runtime().methods().stream().map(Method::of).toList();
        return new Figures(millis, relatedness.searches(), methods);
    }

    static Figures read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return new Figures(
                Long.parseLong(lines.get(0)),
                Long.parseLong(lines.get(1)),
                lines.stream().skip(2).map(Method::parse).toList());
    }

    void write(Path file) throws IOException {
        Stream<String> head = Stream.of("" + millis, "" + searches);
        Files.write(
                file, Stream.concat(head, methods.stream().map(Method::line)).toList());
    }
}
