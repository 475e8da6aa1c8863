// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite.cli;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The permissions of files that hold what was exported. Stateless. */
final class OwnerOnly {
    private OwnerOnly() {}

    /** Returns what makes a new file its owner's only, where the file system knows such a thing. */
    static FileAttribute<?>[] attributes(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
