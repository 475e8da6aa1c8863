// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Files for one run, in memory where the system has a folder for that. Stateless. */
final class Scratch {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final Path FOLDER = folder();

    private Scratch() {}

    private static Path folder() {
        try {
            Path folder = Files.isWritable(SHARED_MEMORY)
                    ? Files.createTempDirectory(SHARED_MEMORY, "memo-fuzz")
                    : Files.createTempDirectory("memo-fuzz");
            folder.toFile().deleteOnExit(); // if it is empty then
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a file and all whose names begin as its own does. */
    static void clear(Path file) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path each : files.filter(each -> isOf(file, each)).toList()) {
                Files.delete(each);
            }
        }
    }

    private static boolean isOf(Path file, Path other) {
        return String.valueOf(other.getFileName()).startsWith(String.valueOf(file.getFileName()));
    }

    /** Returns a file of this name, which goes with the JVM. */
    static Path file(String name) {
        Path file = FOLDER.resolve(name);
        file.toFile().deleteOnExit();
        return file;
    }
}
