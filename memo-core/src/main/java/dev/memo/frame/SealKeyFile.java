// SPDX-License-Identifier: Apache-2.0
package dev.memo.frame;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** Reads a key from its file: 32 bytes as they are, or in Base64 with or without a line's end. Stateless. */
public final class SealKeyFile {
    private static final long MAX_BYTES = 1024;

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private SealKeyFile() {}

    /**
     * Returns what encrypts with the key in a file. Reads the file; where the file system knows POSIX permissions, it
     * must be closed to everybody but its owner.
     *
     * @throws IllegalArgumentException if it cannot be read, is open to others, or holds no key; says which, and what to do,
     *     and shows nothing of the content
     */
    public static Seal read(Path file) {
        byte[] content = new byte[0];
        try {
            requireClosed(file);
            if (Files.size(file) > MAX_BYTES) {
                throw noKey(file);
            }
            content = Files.readAllBytes(file);
            return new Seal(keyIn(content, file));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    file + ": the key cannot be read, " + e.getClass().getSimpleName()
                            + ". Name a file that this process may read.",
                    e);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static void requireClosed(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNERS.containsAll(permissions)) {
            throw new IllegalArgumentException(file + ": others than its owner may use the file of a key, it has the"
                    + " permissions " + permissions + ". Run chmod 600 on it.");
        }
    }

    private static byte[] keyIn(byte[] content, Path file) {
        if (content.length == Seal.KEY_BYTES) {
            return content.clone();
        }
        try {
            byte[] key = Base64.getDecoder().decode(new String(content, StandardCharsets.ISO_8859_1).strip());
            if (key.length == Seal.KEY_BYTES) {
                return key;
            }
            throw noKey(file);
        } catch (IllegalArgumentException e) {
            throw noKey(file);
        }
    }

    private static IllegalArgumentException noKey(Path file) {
        return new IllegalArgumentException(file + ": a key is 32 bytes, or 44 characters of Base64, and the file holds"
                + " something else. Make one: head -c 32 /dev/urandom | base64 > FILE.");
    }
}
