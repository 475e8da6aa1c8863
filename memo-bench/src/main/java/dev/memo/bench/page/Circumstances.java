// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where and when was measured, and what beside Memo. Immutable. */
record Circumstances(String machine, String date, String versions) {
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Pattern PEER = Pattern.compile(
            "(caffeine|sqlite-jdbc|zstd-jni|lz4-java|guava|cache2k-core|ehcache|spring-context-support|jetcache-anno|jcabi-aspects|aspectjrt|kryo5"
                    + "|jmh-core|jol-core)-(\\d[^/]*)\\.jar");

    /** Looks at this machine and at the class path. */
    static Circumstances here(String date) throws IOException {
        String cpu = first(CPU, "model name\\s*: (.*)");
        String memory = first(MEMORY, "MemTotal:\\s*(\\d+) kB");
        String gigabytes = memory.isEmpty() ? "" : ", " + Long.parseLong(memory) / (1 << 20) + " GiB";
        String machine = Runtime.getRuntime().availableProcessors() + " cores" + (cpu.isEmpty() ? "" : " of " + cpu)
                + gigabytes + ", " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return new Circumstances(machine, date, onClassPath());
    }

    private static String onClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(jar -> PEER.matcher(jar))
                .filter(Matcher::find)
                .map(found -> found.group(1) + " " + found.group(2))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String first(Path file, String pattern) throws IOException {
        if (!Files.isReadable(file)) {
            return "";
        }
        Pattern wanted = Pattern.compile(pattern);
        List<String> lines = Files.readAllLines(file);
        return lines.stream()
                .map(wanted::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }
}
