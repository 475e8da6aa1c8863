// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder with the outcomes, a JSON file for each JDK. Confined to one thread. */
public final class TortureFiles {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    private final Path folder;

    /** Reads and writes in this folder. */
    public TortureFiles(Path folder) {
        this.folder = folder;
    }

    /** Returns what is there, the oldest JDK first. */
    public List<TortureResults> readAll() throws IOException {
        List<TortureResults> all = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".json")).toList()) {
                    all.add(JSON.readValue(file.toFile(), TortureResults.class));
                }
            }
        }
        all.sort(Comparator.comparingInt(TortureResults::feature));
        return all;
    }

    /** Returns what was played last on this JDK, if anything was. */
    Optional<TortureResults> read(int feature) throws IOException {
        return readAll().stream().filter(r -> r.feature() == feature).findFirst();
    }

    void write(TortureResults results) throws IOException {
        Files.createDirectories(folder);
        JSON.writeValue(folder.resolve("jdk-" + results.feature() + ".json").toFile(), results);
    }
}
