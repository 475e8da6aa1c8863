// SPDX-License-Identifier: Apache-2.0
package dev.memo.frame;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The beginning of a frame, which can be read without its payload. Immutable.
 *
 * <p>A frame is, in big-endian order: {@code MEMO}, a byte for the format (2), a byte of flags, the codec's name and its
 * version, the declared version, the code digest, the fingerprint, the payload's length before compression and
 * encryption, its length in the frame; the payload; and the CRC-32C of all that and of the place that the frame was made for,
 * which is not in it. Texts are in UTF-8 behind two bytes of length.
 *
 * @param plainBytes the payload's length once it is decrypted and decompressed
 * @param payloadBytes the payload's length as it is
 */
record FrameHeader(int flags, Stamp stamp, int plainBytes, int payloadBytes) {
    static final int NULL = 1;
    static final int COMPRESSED = 2;
    static final int SEALED = 4;

    private static final int FORMAT = 2;
    private static final int MAGIC = 0x4D454D4F; // "MEMO"
    private static final int FIXED_BYTES = 32;
    private static final int SHORTEST_BYTES = FIXED_BYTES + Integer.BYTES;

    /** Says why bytes are no frame of this format. Immutable. */
    static final class NotRead extends Exception {
        private static final long serialVersionUID = 1L;

        final Mismatch mismatch;

        NotRead(Mismatch mismatch) {
            super(mismatch.name(), null, false, false);
            this.mismatch = mismatch;
        }
    }

    /** Returns where the payload begins in a frame that was read: it is what the checksum follows. */
    int payloadStart(byte[] frame) {
        return frame.length - Integer.BYTES - payloadBytes;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Returns whether the payload is encrypted. */
    boolean isSealed() {
        return has(SEALED);
    }

    /** Returns whether the payload is compressed. */
    boolean isCompressed() {
        return has(COMPRESSED);
    }

    /** Returns the header's bytes. */
    byte[] toBytes() {
        byte[] codec = utf8(stamp.codec());
        byte[] version = utf8(stamp.version());
        byte[] code = utf8(stamp.code());
        ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + codec.length + version.length + code.length);
        out.putInt(MAGIC).put((byte) FORMAT).put((byte) flags);
        putText(out, codec);
        out.putInt(stamp.codecVersion());
        putText(out, version);
        putText(out, code);
        return out.putLong(stamp.fingerprint())
                .putInt(plainBytes)
                .putInt(payloadBytes)
                .array();
    }

    /** Returns header and payload with the checksum of both and of their place. */
    static byte[] frame(byte[] header, byte[] payload, byte[] place) {
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(header.length + Integer.BYTES, payload.length));
        out.put(header).put(payload);
        return out.putInt(checksum(out.array(), out.position(), place)).array();
    }

    /**
     * Reads the header of a frame and checks that the whole of it is there as it was written, for this place.
     *
     * @throws NotRead if it is not
     */
    static FrameHeader read(byte[] bytes, byte[] place) throws NotRead {
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        int end = bytes.length - Integer.BYTES;
        if (bytes.length < SHORTEST_BYTES || frame.getInt() != MAGIC) {
            throw new NotRead(Mismatch.NO_FRAME);
        }
        int format = frame.get() & 0xFF;
        if (format != FORMAT) {
            throw new NotRead(format > FORMAT ? Mismatch.FORMAT_NEWER : Mismatch.FORMAT_OLDER);
        }
        if (frame.getInt(end) != checksum(bytes, end, place)) {
            throw new NotRead(Mismatch.CHECKSUM);
        }
        try {
            FrameHeader header = readFields(frame);
            if (header.plainBytes < 0 || header.payloadBytes != frame.remaining() - Integer.BYTES) {
                throw new NotRead(Mismatch.DAMAGED);
            }
            return header;
        } catch (BufferUnderflowException e) {
            throw new NotRead(Mismatch.DAMAGED);
        }
    }

    private static FrameHeader readFields(ByteBuffer in) {
        int flags = in.get() & 0xFF;
        String codec = text(in);
        int codecVersion = in.getInt();
        String version = text(in);
        String code = text(in);
        Stamp stamp = new Stamp(codec, codecVersion, version, code, in.getLong());
        return new FrameHeader(flags, stamp, in.getInt(), in.getInt());
    }

    private static void putText(ByteBuffer out, byte[] text) {
        if (text.length > 0xFFFF) {
            throw new IllegalArgumentException("a text of " + text.length + " bytes, which is too long for a header");
        }
        out.putShort((short) text.length).put(text);
    }

    private static String text(ByteBuffer in) {
        int length = in.getShort() & 0xFFFF;
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] utf8 = new byte[length];
        in.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int checksum(byte[] bytes, int length, byte[] place) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        sum.update(place);
        return (int) sum.getValue();
    }
}
