// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreException;
import dev.memo.spi.StoreException.Kind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of a store, with the two that SQLite keeps beside it; nobody but their owner may read them.
 *
 * <p>Java never opens the file after it was created: closing it would end the locks that SQLite has on it in this process
 * (see "How To Corrupt An SQLite Database File", 2.2, of SQLite's documentation). Immutable.
 */
final class StoreFile {
    private static final List<String> PARTS = List.of("-wal", "", "-shm");

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final @Nullable Object identity;

    private StoreFile(Path path, @Nullable Object identity) {
        this.path = path;
        this.identity = identity;
    }

    /** Returns the file at a location, empty if there was none. */
    static StoreFile at(String location) {
        try {
            Path path = Path.of(location).toAbsolutePath();
            create(path);
            Path real = path.toRealPath();
            if (!Files.isRegularFile(real)) {
                throw new StoreException(Kind.NOT_A_STORE, location + ": it is a folder or a device. Name a file.");
            }
            return new StoreFile(real, identity(real));
        } catch (IOException | InvalidPathException e) {
            throw new StoreException(
                    Kind.UNREACHABLE,
                    location + ": it cannot be created, found " + e + ". Name a file in a folder that may be written.",
                    e);
        }
    }

    private static void create(Path path) throws IOException {
        Path folder = Objects.requireNonNullElse(path.getParent(), path);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, ownerOnly(path, OWNER_ONLY_FOLDER));
        }
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createFile(path, ownerOnly(path, OWNER_ONLY));
            } catch (FileAlreadyExistsException e) {
                return; // another process was faster
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path, Set<PosixFilePermission> permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    Path path() {
        return path;
    }

    /** Takes the file, which is ours, from everybody but its owner. SQLite gives its other two the same permissions. */
    void closeToOthers() {
        if (!isPosix(path)) {
            return;
        }
        try {
            for (String part : PARTS) {
                Path file = sibling(part);
                if (Files.exists(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                    Files.setPosixFilePermissions(file, OWNER_ONLY);
                }
            }
        } catch (IOException e) {
            throw new StoreException(
                    Kind.UNREACHABLE,
                    path + ": others may read it, and that cannot be changed, found " + e
                            + ". Make it its owner's only.",
                    e);
        }
    }

    /** Returns whether the file is still the one that was opened, and not gone, moved or replaced. */
    boolean isThere() {
        try {
            return Objects.equals(identity(path), identity);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Moves a damaged file aside, unless another process has done so. The write-ahead log goes first: left alone, it could
     * be taken for that of the next file.
     *
     * @return whether the place is free now
     */
    boolean moveAside(long millis) {
        if (!isThere()) {
            return true;
        }
        try {
            for (String part : PARTS) {
                Path file = sibling(part);
                if (Files.exists(file)) {
                    Files.move(file, file.resolveSibling(path.getFileName() + ".corrupt-" + millis + part));
                }
            }
            return true;
        } catch (IOException e) {
            return !Files.exists(path); // another process was at it too, or it may not be moved
        }
    }

    private Path sibling(String part) {
        return path.resolveSibling(path.getFileName() + part);
    }

    private static @Nullable Object identity(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }
}
