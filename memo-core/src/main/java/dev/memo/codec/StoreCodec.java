// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import dev.memo.spi.Codec;
import dev.memo.spi.CodecException;
import java.util.Objects;

/**
 * The codec for what outlives the process, one for each method: Kryo's bytes that name classes, and only those of the
 * method's {@link AllowList}.
 *
 * <p>A value with another class in it is refused when it is written, with one warning in the log. Bytes are taken for an
 * enemy's: what they say makes nothing but a {@link CodecException}, whose cause may be an {@link Unreadable}; no class
 * off the list is loaded, no array is made that they could not fill, nesting has a limit, and Java serialization is not
 * used at all. As {@link KryoCodec} does, it verifies each class by a round trip before it relies on it. Thread-safe.
 */
public final class StoreCodec implements Codec {
    private static final String NAME = "kryo";

    private final VerifiedKryo kryo;
    private final AllowList allowed;

    /** Creates the codec of one method. Kryo starts with the first value that needs it. */
    public StoreCodec(ClassLoader loader, AllowList allowed) {
        this.allowed = allowed;
        this.kryo = new VerifiedKryo(
                verdicts -> () -> new PooledKryo(new StoreKryo(loader, allowed, verdicts), new BoundedInput()));
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Returns a number for the format of the bytes; bytes of another one must not be given to this codec. */
    @Override
    public int version() {
        return StoreKryo.formatVersion();
    }

    @Override
    public byte[] encode(Object value) {
        try {
            return kryo.write(value);
        } catch (NotAllowed trouble) {
            allowed.warn(trouble.className());
            throw CodecException.repeated(allowed.refusal(trouble.className()), trouble);
        } catch (Throwable trouble) {
            throw Trouble.encoding(value, trouble, kryo.verdicts());
        }
    }

    @Override
    public Object decode(byte[] bytes) {
        Objects.requireNonNull(bytes);
        try {
            Object value = kryo.read(bytes);
            if (!allowed.fits(value)) {
                throw new Unreadable(Unreadable.Reason.DAMAGED, value.getClass().getName());
            }
            return value;
        } catch (Throwable trouble) {
            throw unreadable(bytes.length, trouble);
        }
    }

    private CodecException unreadable(int length, Throwable trouble) {
        for (Throwable t = trouble; t != null; t = t.getCause()) {
            if (t instanceof Unreadable known) {
                warnOf(known);
                return new CodecException(
                        "Decoding of stored bytes: " + known.detail() + " keeps them from being read, " + known.reason()
                                + ". Drop them and load the value again.",
                        known);
            }
        }
        return Trouble.decoding(length, trouble);
    }

    private void warnOf(Unreadable trouble) {
        if (trouble.reason() == Unreadable.Reason.CLASS_NOT_ALLOWED) {
            allowed.warn(trouble.detail());
        }
    }
}
