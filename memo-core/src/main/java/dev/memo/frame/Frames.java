// SPDX-License-Identifier: Apache-2.0
package dev.memo.frame;

import dev.memo.codec.Unreadable;
import dev.memo.spi.Codec;
import dev.memo.spi.CodecException;
import dev.memo.spi.StoreKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Wraps one method's values for a store and unwraps them, if they are whole, meant for here, and made by the same code of
 * the same classes. Whatever the bytes are, {@link #read} returns; it throws no exception but for errors of the virtual
 * machine. Thread-safe.
 */
public final class Frames {
    private static final byte[] NOTHING = {};

    private final Stamp stamp;
    private final Codec codec;
    private final FrameOptions options;

    /**
     * Creates the frames of one method.
     *
     * @param stamp what its values must have in common with those who read them
     * @param codec a {@link dev.memo.codec.StoreCodec}, or one of the user's, which has to mind by itself what it decodes
     */
    public Frames(Stamp stamp, Codec codec, FrameOptions options) {
        this.stamp = stamp;
        this.codec = codec;
        this.options = options;
    }

    /** Returns what stands for all that frames must have in common with these to be read by them. */
    public byte[] fingerprint() {
        return stamp.digest();
    }

    /**
     * Returns the frame of a value. May run code of the value's class.
     *
     * @param value what the method returned, null too
     * @param key where it is to be kept: it is read for the same region and digest only
     * @throws CodecException if it cannot be encoded or is too long; says why, and shows no value
     */
    public byte[] write(@Nullable Object value, StoreKey key) {
        return write(value, place(key));
    }

    byte[] write(@Nullable Object value, byte[] place) {
        byte[] plain = value == null ? NOTHING : codec.encode(value);
        if (plain.length > options.maxBytes()) {
            throw CodecException.repeated("A value of " + plain.length + " bytes: stores take at most "
                    + options.maxBytes() + ". Return less, or raise the limit.");
        }
        byte[] packed = plain.length >= options.compressFromBytes() ? Compression.compress(plain) : null;
        byte[] payload = packed == null ? plain : packed;
        Seal seal = options.seal();
        int flags = (value == null ? FrameHeader.NULL : 0)
                | (packed == null ? 0 : FrameHeader.COMPRESSED)
                | (seal == null ? 0 : FrameHeader.SEALED);
        int length = seal == null ? payload.length : Seal.sealedBytes(payload.length);
        byte[] header = new FrameHeader(flags, stamp, plain.length, length).toBytes();
        return FrameHeader.frame(header, seal == null ? payload : seal.close(payload, header, place), place);
    }

    /**
     * Returns the value in a frame, or why there is none. May run code of the value's class.
     *
     * @param key as when it was written
     */
    public Reading read(byte[] frame, StoreKey key) {
        return read(frame, place(key));
    }

    Reading read(byte[] frame, byte[] place) {
        try {
            FrameHeader header = FrameHeader.read(frame, place);
            require(stamp.differenceTo(header.stamp()));
            require(header.plainBytes() > options.maxBytes() ? Mismatch.TOO_LARGE : null);
            int start = header.payloadStart(frame);
            byte[] payload = Arrays.copyOfRange(frame, start, start + header.payloadBytes());
            byte[] opened = opened(header, payload, Arrays.copyOf(frame, start), place);
            return decoded(header, header.isCompressed() ? expanded(opened, header) : opened);
        } catch (FrameHeader.NotRead e) {
            return new Reading.Miss(e.mismatch, "");
        }
    }

    /** The region comes behind its length, so that it and the digest cannot run into one another. */
    private static byte[] place(StoreKey key) {
        byte[] region = key.region().getBytes(StandardCharsets.UTF_8);
        ByteBuffer place = ByteBuffer.allocate(Integer.BYTES + region.length + key.digest().length);
        return place.putInt(region.length).put(region).put(key.digest()).array();
    }

    /** Returns a frame's header without its value, or null if it is no whole frame of this format for this place. */
    static @Nullable FrameHeader headerOf(byte[] frame, byte[] place) {
        try {
            return FrameHeader.read(frame, place);
        } catch (FrameHeader.NotRead e) {
            return null;
        }
    }

    private byte[] opened(FrameHeader header, byte[] payload, byte[] headerBytes, byte[] place)
            throws FrameHeader.NotRead {
        Seal seal = options.seal();
        if (seal == null) {
            require(header.isSealed() ? Mismatch.KEY_MISSING : null);
            return payload;
        }
        require(header.isSealed() ? null : Mismatch.NOT_SEALED);
        byte[] opened = seal.open(payload, headerBytes, place);
        if (opened == null) {
            throw new FrameHeader.NotRead(Mismatch.SEAL);
        }
        return opened;
    }

    private static byte[] expanded(byte[] packed, FrameHeader header) throws FrameHeader.NotRead {
        byte[] expanded = Compression.expand(packed, header.plainBytes());
        if (expanded == null) {
            throw new FrameHeader.NotRead(Mismatch.DAMAGED);
        }
        return expanded;
    }

    private Reading decoded(FrameHeader header, byte[] plain) throws FrameHeader.NotRead {
        boolean isNull = header.has(FrameHeader.NULL);
        require(plain.length != header.plainBytes() ? Mismatch.DAMAGED : null);
        require(isNull && (plain.length > 0 || !options.nulls()) ? Mismatch.DAMAGED : null);
        if (isNull) {
            return new Reading.Value(null);
        }
        try {
            return new Reading.Value(codec.decode(plain));
        } catch (CodecException e) {
            return missOf(e);
        } catch (RuntimeException | LinkageError | StackOverflowError e) { // a codec of the user's
            return new Reading.Miss(Mismatch.DAMAGED, e.getClass().getName());
        }
    }

    private static Reading missOf(CodecException trouble) {
        if (!(trouble.getCause() instanceof Unreadable known)) {
            return new Reading.Miss(Mismatch.DAMAGED, String.valueOf(trouble.getMessage()));
        }
        Mismatch mismatch = switch (known.reason()) {
            case CLASS_NOT_ALLOWED -> Mismatch.CLASS_NOT_ALLOWED;
            case CLASS_MISSING -> Mismatch.CLASS_MISSING;
            case CLASS_CHANGED -> Mismatch.FINGERPRINT;
            case DAMAGED -> Mismatch.DAMAGED;
        };
        return new Reading.Miss(mismatch, known.detail());
    }

    private static void require(@Nullable Mismatch mismatch) throws FrameHeader.NotRead {
        if (mismatch != null) {
            throw new FrameHeader.NotRead(mismatch);
        }
    }
}
