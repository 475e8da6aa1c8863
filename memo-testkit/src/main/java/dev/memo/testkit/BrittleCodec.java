// SPDX-License-Identifier: Apache-2.0
package dev.memo.testkit;

import dev.memo.spi.Codec;
import dev.memo.spi.CodecException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A codec for tests that works like the one it is given until it is told to break.
 *
 * <p>Thread-safe.
 */
public final class BrittleCodec implements Codec {
    private final Codec codec;
    private final AtomicInteger encodings = new AtomicInteger();
    private final AtomicInteger decodings = new AtomicInteger();
    private volatile boolean encodes = true;
    private volatile boolean decodes = true;

    /** Creates one that works like the given codec. */
    public BrittleCodec(Codec codec) {
        this.codec = codec;
    }

    /** Makes every encoding and measuring throw from now on, or work again. */
    public void breakEncoding(boolean broken) {
        encodes = !broken;
    }

    /** Makes every decoding throw from now on, or work again. */
    public void breakDecoding(boolean broken) {
        decodes = !broken;
    }

    /** Returns how often a value was to be encoded, broken or not. */
    public int encodings() {
        return encodings.get();
    }

    /** Returns how often bytes were to be decoded, broken or not. */
    public int decodings() {
        return decodings.get();
    }

    @Override
    public String name() {
        return "brittle-" + codec.name();
    }

    @Override
    public byte[] encode(Object value) {
        encodings.incrementAndGet();
        requireWorking(encodes, "Encoding of " + value.getClass().getName());
        return codec.encode(value);
    }

    @Override
    public int measure(Object value) {
        requireWorking(encodes, "Measuring of " + value.getClass().getName());
        return codec.measure(value);
    }

    @Override
    public Object decode(byte[] bytes) {
        decodings.incrementAndGet();
        requireWorking(decodes, "Decoding");
        return codec.decode(bytes);
    }

    private static void requireWorking(boolean works, String where) {
        if (!works) {
            throw new CodecException(where + ": the codec is broken, as the test wants it. Mend it to go on.");
        }
    }
}
