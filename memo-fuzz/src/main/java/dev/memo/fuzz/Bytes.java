// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import dev.memo.spi.Codec;
import dev.memo.spi.StoreKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What a fuzzer cannot guess, such as checksums, done for it. Stateless. */
final class Bytes {
    private static final int FLAGS_AT = 5;
    private static final int FLAGS = 3; // null, compressed
    private static final int NONCE = 12;
    private static final int SNAPSHOT_HEADER = 11;
    private static final int SNAPSHOT_TRAILER = Long.BYTES + Integer.BYTES;

    private Bytes() {}

    /** Returns the bytes with a checksum in place of the last four that is right, for a frame with this key. */
    static byte[] summed(byte[] frame, StoreKey key) {
        byte[] summed = frame.clone();
        int end = summed.length - Integer.BYTES;
        if (end >= 0) {
            ByteBuffer.wrap(summed).putInt(end, checksum(summed, end, place(key)));
        }
        return summed;
    }

    private static byte[] place(StoreKey key) {
        byte[] region = key.region().getBytes(StandardCharsets.UTF_8);
        ByteBuffer place = ByteBuffer.allocate(Integer.BYTES + region.length + key.digest().length);
        return place.putInt(region.length).put(region).put(key.digest()).array();
    }

    private static int checksum(byte[] bytes, int length, byte[] place) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        sum.update(place);
        return (int) sum.getValue();
    }

    /** Returns whether bytes begin as a frame does. */
    static boolean isFrame(byte[] bytes) {
        return bytes.length > FLAGS_AT && ByteBuffer.wrap(bytes).getInt() == 0x4D454D4F; // "MEMO"
    }

    /** Returns a frame with the beginning of another one, and flags, a length before compression and a payload from a buffer. */
    static byte[] fitted(byte[] other, ByteBuffer content, StoreKey key) {
        int flags = content.hasRemaining() ? content.get() & FLAGS : 0;
        int plainBytes = content.remaining() < Short.BYTES ? 0 : content.getShort() & 0xFFFF;
        int header = headerBytes(other);
        ByteBuffer frame = ByteBuffer.allocate(header + content.remaining() + Integer.BYTES);
        frame.put(other, 0, header).put(FLAGS_AT, (byte) flags);
        frame.putInt(header - 2 * Integer.BYTES, plainBytes).putInt(header - Integer.BYTES, content.remaining());
        return summed(frame.put(content).array(), key);
    }

    /** Returns what {@link #fitted} makes a frame of. */
    static byte[] unfitted(byte[] frame) {
        int header = headerBytes(frame);
        int payload = frame.length - header - Integer.BYTES;
        int plainBytes = ByteBuffer.wrap(frame).getInt(header - 2 * Integer.BYTES);
        ByteBuffer content = ByteBuffer.allocate(1 + Short.BYTES + payload);
        return content.put(frame[FLAGS_AT])
                .putShort((short) plainBytes)
                .put(frame, header, payload)
                .array();
    }

    /** The texts in a header come behind their lengths. */
    private static int headerBytes(byte[] frame) {
        ByteBuffer in = ByteBuffer.wrap(frame);
        int codecVersion = skipText(in, FLAGS_AT + 1);
        int code = skipText(in, codecVersion + Integer.BYTES);
        return skipText(in, code) + 2 * Long.BYTES;
    }

    private static int skipText(ByteBuffer in, int at) {
        return at + Short.BYTES + (in.getShort(at) & 0xFFFF);
    }

    /** Returns a sealed frame with a nonce of zeros in place of that by chance, so that it is the same each time. */
    static byte[] sealedAnew(byte[] frame, byte[] secret, StoreKey key) {
        int header = headerBytes(frame);
        int end = frame.length - Integer.BYTES;
        byte[] nonce = Arrays.copyOfRange(frame, header, header + NONCE);
        byte[] zeros = new byte[NONCE];
        byte[] associated = Arrays.copyOf(frame, header);
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, secret, nonce, associated, place(key))
                    .doFinal(frame, header + NONCE, end - header - NONCE);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, secret, zeros, associated, place(key))
                    .doFinal(plain);
            ByteBuffer anew = ByteBuffer.wrap(frame.clone()).position(header);
            return summed(anew.put(zeros).put(sealed).array(), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a frame that was not sealed with this key", e);
        }
    }

    private static Cipher cipher(int mode, byte[] secret, byte[] nonce, byte[]... associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(128, nonce));
        for (byte[] each : associated) {
            cipher.updateAAD(each);
        }
        return cipher;
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
        return ended(file.toByteArray());
    }

    /** Returns the beginning of a snapshot, and these bytes. */
    static byte[] behindHeader(byte[] snapshot, byte[] bytes) {
        byte[] both = Arrays.copyOf(snapshot, SNAPSHOT_HEADER + bytes.length);
        System.arraycopy(bytes, 0, both, SNAPSHOT_HEADER, bytes.length);
        return both;
    }

    /** Returns what is behind the beginning. */
    static byte[] withoutHeader(byte[] snapshot) {
        return Arrays.copyOfRange(snapshot, SNAPSHOT_HEADER, snapshot.length);
    }

    /** Returns a snapshot's bytes with the length and the checksum that they need behind them. */
    static byte[] ended(byte[] content) {
        byte[] whole = Arrays.copyOf(content, content.length + SNAPSHOT_TRAILER);
        int sum = checksum(content, content.length, new byte[0]);
        ByteBuffer.wrap(whole).putLong(content.length, content.length).putInt(content.length + Long.BYTES, sum);
        return whole;
    }

    /** Returns a whole snapshot without its length and checksum. */
    static byte[] unended(byte[] snapshot) {
        return Arrays.copyOf(snapshot, snapshot.length - SNAPSHOT_TRAILER);
    }

    /** Returns whether bytes have a snapshot's length and checksum behind them. */
    static boolean isEnded(byte[] bytes) {
        return bytes.length > SNAPSHOT_HEADER + SNAPSHOT_TRAILER && Arrays.equals(ended(unended(bytes)), bytes);
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
