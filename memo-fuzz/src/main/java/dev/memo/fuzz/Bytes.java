// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import dev.memo.spi.Codec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** What a fuzzer cannot guess, such as checksums, done for it. Stateless. */
final class Bytes {
    private static final int SNAPSHOT_HEADER = 11;
    private static final int SNAPSHOT_TRAILER = Long.BYTES + Integer.BYTES;

    private Bytes() {}

    /** Returns the bytes with a checksum in place of the last four that is right. */
    static byte[] summed(byte[] frame) {
        byte[] summed = frame.clone();
        int end = summed.length - Integer.BYTES;
        if (end >= 0) {
            ByteBuffer.wrap(summed).putInt(end, checksum(summed, end));
        }
        return summed;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    /** Returns a whole snapshot with the beginning of another one, and these rows. */
    static byte[] snapshot(byte[] other, byte[] rows) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(other, 0, SNAPSHOT_HEADER);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try (DeflaterOutputStream out = new DeflaterOutputStream(file, deflater)) {
            out.write(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        byte[] whole = Arrays.copyOf(file.toByteArray(), file.size() + SNAPSHOT_TRAILER);
        ByteBuffer.wrap(whole).putLong(file.size(), file.size());
        return summed(whole, file.size());
    }

    private static byte[] summed(byte[] whole, int length) {
        ByteBuffer.wrap(whole).putInt(length + Long.BYTES, checksum(whole, length));
        return whole;
    }

    /** Returns the rows of a snapshot as they were before they were compressed. */
    static byte[] rows(byte[] snapshot) {
        Inflater inflater = new Inflater(true);
        ByteArrayInputStream in = new ByteArrayInputStream(
                snapshot, SNAPSHOT_HEADER, snapshot.length - SNAPSHOT_HEADER - SNAPSHOT_TRAILER);
        try (InflaterInputStream rows = new InflaterInputStream(in, inflater)) {
            return rows.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            inflater.end();
        }
    }

    /** Returns the bytes behind one that tells what they are. */
    static byte[] behind(int kind, byte[] bytes) {
        byte[] all = new byte[bytes.length + 1];
        all[0] = (byte) kind;
        System.arraycopy(bytes, 0, all, 1, bytes.length);
        return all;
    }

    /** Writes and reads bytes as they are. Stateless. */
    record AsTheyAre() implements Codec {
        @Override
        public String name() {
            return "kryo";
        }

        @Override
        public int version() {
            return 7;
        }

        @Override
        public byte[] encode(Object value) {
            return (byte[]) value;
        }

        @Override
        public Object decode(byte[] bytes) {
            return bytes;
        }
    }
}
