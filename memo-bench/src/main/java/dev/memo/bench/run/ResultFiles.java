// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.run;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder with what was measured, a JSON file for each JDK. Confined to one thread. */
public final class ResultFiles {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    private final Path folder;

    /** Reads and writes in this folder. */
    public ResultFiles(Path folder) {
        this.folder = folder;
    }

    /** Returns what is there, the oldest JDK first; the one of the file if this is a file. */
    public List<Results> readAll() throws IOException {
        List<Results> all = new ArrayList<>();
        if (Files.isRegularFile(folder)) {
            all.add(JSON.readValue(folder.toFile(), Results.class));
        } else if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".json")).toList()) {
                    all.add(JSON.readValue(file.toFile(), Results.class));
                }
            }
        }
        all.sort(Comparator.comparingInt(Results::feature));
        return all;
    }

    /** Returns what was measured on this JDK, or null. */
    @Nullable
    Results read(int feature) throws IOException {
        Path file = file(feature);
        return Files.exists(file) ? JSON.readValue(file.toFile(), Results.class) : null;
    }

    void write(Results results) throws IOException {
        Files.createDirectories(folder);
        JSON.writeValue(file(results.feature()).toFile(), results);
    }

    private Path file(int feature) {
        return folder.resolve("jdk-" + feature + ".json");
    }
}
