// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import dev.memo.spi.Codec;
import dev.memo.spi.CodecException;

/**
 * A codec of the user's, which may throw anything: a checked exception that slipped by the compiler, or an error, comes out
 * as a {@link CodecException}.
 *
 * <p>What the JVM throws stays what it is, but for a stack that overflows. As thread-safe as the codec.
 */
public final class ContainedCodec implements Codec {
    private final Codec codec;

    /** Creates a codec that asks another one. */
    public ContainedCodec(Codec codec) {
        this.codec = codec;
    }

    @Override
    public String name() {
        return codec.name();
    }

    @Override
    public int version() {
        return codec.version();
    }

    @Override
    public byte[] encode(Object value) {
        try {
            return codec.encode(value);
        } catch (Throwable trouble) {
            throw contained("Encoding of " + value.getClass().getName(), trouble);
        }
    }

    @Override
    public Object decode(byte[] bytes) {
        try {
            return codec.decode(bytes);
        } catch (Throwable trouble) {
            throw contained("Decoding of " + bytes.length + " bytes", trouble);
        }
    }

    @Override
    public int measure(Object value) {
        try {
            return codec.measure(value);
        } catch (Throwable trouble) {
            throw contained("Measuring of " + value.getClass().getName(), trouble);
        }
    }

    private static RuntimeException contained(String what, Throwable trouble) {
        if (trouble instanceof VirtualMachineError error && !(trouble instanceof StackOverflowError)) {
            throw error;
        }
        return trouble instanceof RuntimeException known
                ? known
                : new CodecException(
                        what + ": the codec threw a " + trouble.getClass().getName()
                                + ". Have it throw a CodecException where it cannot do it.",
                        trouble);
    }
}
