// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes what the fuzzer begins with: a folder for each target, made anew as the formats are now. Stateless. */
final class SeedWriter {
    private SeedWriter() {}

    /** Argument: the folder. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        write(folder.resolve("FrameTarget"), FrameSeeds.all());
        write(folder.resolve("SnapshotTarget"), SnapshotSeeds.all());
        write(folder.resolve("DatabaseTarget"), DatabaseTarget.seeds());
        write(folder.resolve("CanaryTarget"), List.of(new byte[16]));
    }

    private static void write(Path folder, List<byte[]> seeds) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve("seed-" + i), seeds.get(i));
        }
    }
}
