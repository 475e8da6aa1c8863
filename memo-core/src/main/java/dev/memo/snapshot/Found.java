// SPDX-License-Identifier: Apache-2.0
package dev.memo.snapshot;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What is found in the place of a file that can be read or written, in a few words. Stateless. */
final class Found {
    private Found() {}

    /** Returns what an exception says of a file, without the file's path, which the message begins with. */
    static String instead(Path file, Exception trouble) {
        Path folder = file.getParent();
        if (folder != null && !Files.exists(folder)) {
            return "no folder " + folder;
        }
        if (folder != null && !Files.isDirectory(folder)) {
            return "a file where its folder is to be, " + folder;
        }
        if (Files.isDirectory(file)) {
            return "a folder";
        }
        if (trouble instanceof NoSuchFileException) {
            return "none";
        }
        return trouble instanceof AccessDeniedException ? "no permission" : reason(trouble);
    }

    private static String reason(Exception trouble) {
        String name = trouble.getClass().getSimpleName();
        String message = trouble instanceof FileSystemException of ? of.getReason() : trouble.getMessage();
        return message == null || message.contains("/") || message.contains("\\") ? name : name + ": " + message;
    }
}
