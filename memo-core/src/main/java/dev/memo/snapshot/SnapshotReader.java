// SPDX-License-Identifier: Apache-2.0
package dev.memo.snapshot;

import dev.memo.spi.SnapshotException;
import dev.memo.spi.SnapshotException.Kind;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file, which may hold anything: the whole of it is compared with its checksum before the first row is made of it,
 * and no more memory is taken than for the longest row. Confined to one thread.
 */
public final class SnapshotReader {
    private static final int BUFFER = 1 << 16;

    private final String where;
    private final Content content;
    private final List<String> regions = new ArrayList<>();

    private SnapshotReader(String where, Content content) {
        this.where = where;
        this.content = content;
    }

    /**
     * Reads a file. The reader of rows may have been given some when it turns out that others cannot be read.
     *
     * @param method what the user has called, for messages
     * @param rows is given each row, the most used first
     * @throws SnapshotException if it is not the whole of such a file
     */
    public static void read(String method, Path file, Content content, Consumer<SnapshotRow> rows) {
        SnapshotReader reader = new SnapshotReader(method + "(" + file.toAbsolutePath() + ")", content);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long end = reader.check(channel);
            channel.position(SnapshotFormat.HEADER_BYTES);
            reader.readRows(channel, end, rows);
        } catch (NoSuchFileException e) {
            String what = Found.instead(file.toAbsolutePath(), e);
            throw reader.trouble(Kind.MISSING, "there is no such file, found " + what + ". Name one that is there.", e);
        } catch (IOException e) {
            String what = Found.instead(file.toAbsolutePath(), e);
            throw reader.trouble(
                    Kind.UNREADABLE, "it cannot be read, found " + what + ". Name a file that may be read.", e);
        }
    }

    /** Returns where the compressed part ends. */
    private long check(FileChannel channel) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(SnapshotFormat.HEADER_BYTES);
        long size = channel.size();
        fill(channel, header, 0);
        int magic = Math.min(header.position(), SnapshotFormat.MAGIC.length);
        if (magic == 0 || !Arrays.equals(header.array(), 0, magic, SnapshotFormat.MAGIC, 0, magic)) {
            throw trouble(
                    Kind.NOT_A_SNAPSHOT,
                    "it is not a snapshot, found " + (magic == 0 ? "an empty file" : "other bytes at its beginning")
                            + ". Name a file that Memo has written.",
                    null);
        }
        if (size < SnapshotFormat.HEADER_BYTES + SnapshotFormat.TRAILER_BYTES) {
            throw damaged("only its beginning", null);
        }
        checkHeader(header.flip().position(magic));
        long end = size - SnapshotFormat.TRAILER_BYTES;
        ByteBuffer trailer = ByteBuffer.allocate(SnapshotFormat.TRAILER_BYTES);
        fill(channel, trailer, end);
        if (trailer.flip().getLong() != end || trailer.getInt() != checksum(channel, end)) {
            throw damaged("another length or checksum than it was written with", null);
        }
        return end;
    }

    private void checkHeader(ByteBuffer rest) {
        int format = rest.getShort() & 0xFFFF;
        if (format < SnapshotFormat.FORMAT) {
            throw damaged("a format that is no longer read, " + format, null);
        }
        if (format > SnapshotFormat.FORMAT) {
            throw trouble(
                    Kind.NEWER_FORMAT,
                    "it is of a format that this version does not know, found " + format + " where "
                            + SnapshotFormat.FORMAT
                            + " is known. Use the version of Memo that wrote it, or a later one.",
                    null);
        }
        char code = (char) (rest.get() & 0xFF);
        for (Content other : Content.values()) {
            if (code == other.code && other != content) {
                throw trouble(
                        Kind.NOT_A_SNAPSHOT,
                        "it is not such a file, found what " + other.reader + " reads. Use that, or name another file.",
                        null);
            }
        }
        if (code != content.code) {
            throw damaged("content of no kind", null);
        }
    }

    private static void fill(FileChannel channel, ByteBuffer buffer, long from) throws IOException {
        int got;
        do {
            got = channel.read(buffer, from + buffer.position());
        } while (got > 0 && buffer.hasRemaining());
    }

    private static int checksum(FileChannel channel, long end) throws IOException {
        CRC32C sum = SnapshotFormat.checksum();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long at = 0;
        while (at < end) {
            buffer.clear().limit((int) Math.min(BUFFER, end - at));
            int got = channel.read(buffer, at);
            if (got <= 0) {
                throw new EOFException("it has become shorter");
            }
            sum.update(buffer.flip());
            at += got;
        }
        return (int) sum.getValue();
    }

    private void readRows(FileChannel channel, long end, Consumer<SnapshotRow> rows) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            DataInputStream in = new DataInputStream(new BufferedInputStream(
                    new InflaterInputStream(Channels.newInputStream(channel), inflater, BUFFER), BUFFER));
            int mark = in.readUnsignedByte();
            while (mark != SnapshotFormat.END) {
                if (mark == SnapshotFormat.NAME) {
                    regions.add(new String(bytes(in, StoreKey.MAX_BYTES), StandardCharsets.UTF_8));
                } else {
                    rows.accept(row(in, mark));
                }
                mark = in.readUnsignedByte();
            }
            if (in.read() >= 0 || inflater.getBytesRead() != end - SnapshotFormat.HEADER_BYTES) {
                throw damaged("more behind its end", null);
            }
        } catch (EOFException | ZipException e) {
            throw damaged("rows that cannot be read", e);
        } finally {
            inflater.end();
        }
    }

    private SnapshotRow row(DataInputStream in, int mark) throws IOException {
        int region = in.readInt();
        if (mark != SnapshotFormat.ROW || region < 0 || region >= regions.size()) {
            throw damaged("a row of no kind", null);
        }
        byte[] digest = bytes(in, StoreKey.MAX_DIGEST);
        byte[] key = bytes(in, StoreKey.MAX_BYTES);
        long written = in.readLong();
        long ends = in.readLong();
        long idle = in.readLong();
        long read = in.readLong();
        long load = in.readLong();
        int outlived = in.readInt();
        byte[] frame = bytes(in, SnapshotFormat.MAX_FRAME);
        List<String> tags = tags(in);
        try {
            return new SnapshotRow(
                    new StoreKey(regions.get(region), digest, key),
                    new StoreValue(frame, new byte[0], written, read, ends, idle, load),
                    outlived,
                    tags);
        } catch (IllegalArgumentException e) {
            throw damaged("a row that cannot be", e);
        }
    }

    private List<String> tags(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > SnapshotFormat.MAX_TAGS) {
            throw damaged("a number of tags that cannot be", null);
        }
        List<String> tags = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tags.add(new String(bytes(in, StoreKey.MAX_BYTES), StandardCharsets.UTF_8));
        }
        return tags;
    }

    private byte[] bytes(DataInputStream in, int most) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > most) {
            throw damaged("a length that cannot be", null);
        }
        byte[] bytes = in.readNBytes(length); // takes as much memory as there are bytes
        if (bytes.length < length) {
            throw new EOFException("a row that is cut off");
        }
        return bytes;
    }

    private SnapshotException damaged(String found, @Nullable Throwable cause) {
        String what = "it is damaged, found " + found + ". Name another snapshot, or delete it and start without.";
        return trouble(Kind.DAMAGED, what, cause);
    }

    private SnapshotException trouble(Kind kind, String what, @Nullable Throwable cause) {
        return new SnapshotException(kind, where + ": " + what, cause);
    }
}
