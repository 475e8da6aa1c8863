// SPDX-License-Identifier: Apache-2.0
package dev.memo.snapshot;

import dev.memo.spi.SnapshotException;
import dev.memo.spi.SnapshotException.Kind;
import dev.memo.spi.StoreKey;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes one file: beside its place first, and over what is there once the whole of it is on the disk, so that whoever reads
 * finds the old one or the new one. Only its owner may read it. Confined to one thread.
 */
public final class SnapshotWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final String where;
    private final Path draft;
    private final FileChannel channel;
    private final CheckedOutputStream checked;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final DeflaterOutputStream body;
    private final DataOutputStream out;
    private final Map<String, Integer> regions = new HashMap<>();
    private long rows;

    /**
     * Begins a file.
     *
     * @param where what the user has called, for messages
     * @throws SnapshotException if nothing can be written there
     */
    public SnapshotWriter(String where, Path file, Content content) {
        this.where = where;
        this.file = file.toAbsolutePath();
        this.draft = this.file.resolveSibling(this.file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        FileChannel opened = null;
        try {
            if (Files.isDirectory(this.file)) {
                throw new FileAlreadyExistsException(this.file.toString());
            }
            opened = FileChannel.open(
                    draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersOnly(this.file));
            channel = opened;
            checked = new CheckedOutputStream(
                    new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER), SnapshotFormat.checksum());
            checked.write(header(content));
            body = new DeflaterOutputStream(checked, deflater, BUFFER);
            out = new DataOutputStream(new BufferedOutputStream(body, BUFFER));
        } catch (IOException | RuntimeException e) {
            deflater.end();
            drop(opened);
            throw unwritable(e);
        }
    }

    /** Adds a row; the most used one comes first. */
    public void add(SnapshotRow row) {
        try {
            int region = region(row.key().region());
            out.writeByte(SnapshotFormat.ROW);
            out.writeInt(region);
            bytes(row.key().digest());
            bytes(row.key().bytes());
            out.writeLong(row.value().writtenAtMicros());
            out.writeLong(row.value().endsAtMicros());
            out.writeLong(row.value().idleMicros());
            out.writeLong(row.value().staleAtMicros());
            out.writeLong(row.value().loadNanos());
            out.writeInt(row.outlived());
            bytes(row.value().bytes());
            out.writeInt(row.tags().size());
            for (String tag : row.tags()) {
                bytes(tag.getBytes(StandardCharsets.UTF_8));
            }
            rows++;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Returns whether a row may have these tags. */
    public static boolean takes(List<String> tags) {
        return tags.size() <= SnapshotFormat.MAX_TAGS
                && tags.stream().allMatch(tag -> tag.length() <= StoreKey.MAX_BYTES / 4);
    }

    /** Returns how many rows were added. */
    public long rows() {
        return rows;
    }

    /**
     * Puts the whole file in its place; returns how long it is.
     *
     * @throws SnapshotException if it cannot be; what was there stays
     */
    public long finish() {
        try {
            out.writeByte(SnapshotFormat.END);
            out.flush();
            body.finish();
            checked.flush();
            long length = channel.position();
            ByteBuffer trailer = ByteBuffer.allocate(SnapshotFormat.TRAILER_BYTES)
                    .putLong(length)
                    .putInt((int) checked.getChecksum().getValue())
                    .flip();
            while (trailer.hasRemaining()) {
                int unused = channel.write(trailer);
            }
            channel.force(true);
            channel.close();
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return length + SnapshotFormat.TRAILER_BYTES;
        } catch (IOException | RuntimeException e) {
            throw unwritable(e);
        }
    }

    /** Leaves nothing behind but what is finished. */
    @Override
    public void close() {
        deflater.end();
        drop(channel);
    }

    private void drop(@Nullable FileChannel opened) {
        try {
            if (opened != null) {
                opened.close();
            }
            boolean unused = Files.deleteIfExists(draft);
        } catch (IOException e) {
            return; // the draft stays, which nobody takes for a snapshot
        }
    }

    private int region(String name) throws IOException {
        Integer known = regions.get(name);
        if (known == null) {
            known = regions.size();
            regions.put(name, known);
            out.writeByte(SnapshotFormat.NAME);
            bytes(name.getBytes(StandardCharsets.UTF_8));
        }
        return known;
    }

    private void bytes(byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] header(Content content) {
        return ByteBuffer.allocate(SnapshotFormat.HEADER_BYTES)
                .put(SnapshotFormat.MAGIC)
                .putShort((short) SnapshotFormat.FORMAT)
                .put((byte) content.code)
                .array();
    }

    /** On systems without such permissions, those of the folder count. */
    private static FileAttribute<?>[] ownersOnly(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private SnapshotException unwritable(Exception cause) {
        return new SnapshotException(
                Kind.UNWRITABLE,
                where + "(" + file + "): it cannot be written, found " + Found.instead(file, cause)
                        + ". Name a file in a folder that is there, may be written to, and has room.",
                cause);
    }
}
