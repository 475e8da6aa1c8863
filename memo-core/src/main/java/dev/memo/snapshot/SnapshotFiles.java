// SPDX-License-Identifier: Apache-2.0
package dev.memo.snapshot;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file that a runtime saves its results to at its end, or, where its name has {@value #TIME} in it, a file for each end, of
 * which the newest is loaded and the newest {@value #KEPT} are kept. Immutable; looks at the folder whenever it is asked.
 */
public final class SnapshotFiles {
    /** What stands for the time in a name. */
    public static final String TIME = "{time}";

    /** How many files of different times are kept. */
    public static final int KEPT = 3;

    /** In the order of time when in the order of text; no file system minds any of it. */
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path file;
    private final @Nullable Pattern names;

    /**
     * Creates the files of a name.
     *
     * @throws java.nio.file.InvalidPathException if it is not one of a file
     */
    public SnapshotFiles(String file) {
        this.file = Path.of(file).toAbsolutePath();
        String name = String.valueOf(this.file.getFileName());
        int at = name.indexOf(TIME);
        this.names = at < 0
                ? null
                : Pattern.compile(Pattern.quote(name.substring(0, at)) + "\\d{8}-\\d{6}-\\d{3}"
                        + Pattern.quote(name.substring(at + TIME.length())));
    }

    /** Returns the file to load; one that is not there if there is none yet. */
    public Path newest() throws IOException {
        List<Path> all = all();
        return all.isEmpty() ? file : all.get(0);
    }

    /** Returns the file to save to. */
    public Path next(Instant now) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.replace(TIME, FORMAT.format(now)));
    }

    /** Deletes those of older times. */
    public void prune() throws IOException {
        for (Path old : all().stream().skip(KEPT).toList()) {
            boolean unused = Files.deleteIfExists(old);
        }
    }

    /** Says which file it is, for messages. */
    @Override
    public String toString() {
        return "Snapshot " + file;
    }

    /** Returns those with a time in their names, the newest first. */
    private List<Path> all() throws IOException {
        List<Path> all = new ArrayList<>();
        Path folder = file.getParent();
        Pattern wanted = names;
        if (wanted == null || folder == null || !Files.isDirectory(folder)) {
            return all;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(
                folder,
                each -> wanted.matcher(String.valueOf(each.getFileName())).matches())) {
            found.forEach(all::add);
        }
        all.sort(Comparator.comparing((Path each) -> String.valueOf(each.getFileName()))
                .reversed());
        return all;
    }
}
