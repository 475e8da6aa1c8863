// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.annotation.Cached;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that is deployed in versions and run with the agent, each time by a JVM of its own, and the file that they keep
 * results in. Confined to one thread.
 */
final class Deployment {
    private static final Pattern VALUES = Pattern.compile("File: .*, (\\d+) values");

    private final Path folder;
    private int versions;

    Deployment(Path folder) {
        this.folder = folder;
    }

    /** The file that results are kept in. */
    Path file() {
        return folder.resolve("results.db");
    }

    /** Compiles a version: its sources by their files' names. Returns the folder of its classes. */
    Path version(Map<String, String> sources) throws IOException {
        Path place = Files.createDirectories(folder.resolve("v" + ++versions));
        Files.createDirectories(place.resolve("src"));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Files.writeString(place.resolve("src").resolve(source.getKey()), source.getValue());
        }
        Map.Entry<String, String> any = sources.entrySet().iterator().next();
        return Sources.compile(place, any.getKey(), any.getValue(), annotations());
    }

    /** A JVM with the agent, the file and nothing but a version and the annotations on its class path. */
    Jvm jvm(Path version) {
        return jvm(version, "");
    }

    /** The same with more options of the agent, which begin with a comma. */
    Jvm jvm(Path version, String options) {
        return Jvm.withAgent("store.disk=" + file() + options)
                .classPath(List.of(version))
                .classPath(annotations());
    }

    /** Runs a command of the agent's jar on the file. */
    Jvm.Ended command(String... arguments) {
        return new Jvm()
                .argument("store", file().toString())
                .argument(arguments)
                .run("-jar", Jvm.agentJar().toString());
    }

    /** Returns how many values the file has. */
    int values() {
        Jvm.Ended listed = command();
        Matcher found = VALUES.matcher(listed.out());
        if (!found.find()) {
            throw new AssertionError(listed);
        }
        return Integer.parseInt(found.group(1));
    }

    private static List<Path> annotations() {
        return List.of(Jvm.placeOf(Cached.class));
    }
}
