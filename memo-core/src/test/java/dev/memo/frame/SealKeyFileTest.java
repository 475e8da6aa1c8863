// SPDX-License-Identifier: Apache-2.0
package dev.memo.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are read from files that nobody else can read. Confined to one thread. */
class SealKeyFileTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NONE = {};

    @TempDir
    Path folder;

    @Test
    void keyIsReadRawAndInBase64() throws IOException {
        byte[] sealed = new Seal(KEY).close(new byte[] {7}, NONE, NONE);
        byte[] base64 = (Base64.getEncoder().encodeToString(KEY) + "\r\n").getBytes(StandardCharsets.US_ASCII);

        assertThat(SealKeyFile.read(file(KEY, "rw-------")).open(sealed, NONE, NONE))
                .containsExactly(7);
        assertThat(SealKeyFile.read(file(base64, "r--------")).open(sealed, NONE, NONE))
                .containsExactly(7);
    }

    @Test
    void fileThatOthersCanReadIsRefused() throws IOException {
        Path open = file(KEY, "rw-r-----");
        assumeThat(Files.getFileStore(open).supportsFileAttributeView("posix")).isTrue();

        assertThatThrownBy(() -> SealKeyFile.read(open))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GROUP_READ")
                .hasMessageContaining("chmod 600");
    }

    @Test
    void contentThatIsNoKeyIsRefusedAndNotShown() throws IOException {
        Path text = file("not a key".getBytes(StandardCharsets.US_ASCII), "rw-------");

        assertThatThrownBy(() -> SealKeyFile.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes")
                .hasMessageNotContaining("not a key");
        assertThatThrownBy(() -> SealKeyFile.read(folder.resolve("missing")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NoSuchFileException");
    }

    private Path file(byte[] content, String permissions) throws IOException {
        Path file = Files.write(Files.createTempFile(folder, "key", ""), content);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
        return file;
    }
}
