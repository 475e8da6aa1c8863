// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import dev.memo.spi.Codec;
import dev.memo.spi.CodecException;
import org.jspecify.annotations.Nullable;

/**
 * Spares a codec what it keeps refusing: finding out that an object cannot be copied may mean to walk all that it
 * refers to, on every miss.
 *
 * <p>A class of the application that was refused three times in a row is tried again only each time that the count of
 * refusals has doubled. Classes of the JDK are always tried, since it is what they contain that decides. Thread-safe: a count that is lost between
 * threads costs a try.
 */
public final class SparingCodec implements Codec {
    private static final int REFUSALS = 3;

    private final Codec codec;

    /** Refusals in a row, per class, in an array of one: a JDK type, so that a class does not keep Memo alive. */
    private final ClassValue<int[]> refusals = new ClassValue<>() {
        @Override
        protected int[] computeValue(Class<?> type) {
            return new int[1];
        }
    };

    /** Creates a codec that asks another one. */
    public SparingCodec(Codec codec) {
        this.codec = codec;
    }

    /** Returns whether it is Memo's own codec that is asked, so that {@link RootSize} tells the truth. */
    public boolean asksKryo() {
        return codec instanceof KryoCodec;
    }

    @Override
    public String name() {
        return codec.name();
    }

    @Override
    public byte[] encode(Object value) {
        int[] count = admit(value);
        try {
            byte[] bytes = codec.encode(value);
            count[0] = 0;
            return bytes;
        } catch (CodecException e) {
            count[0]++;
            throw e;
        }
    }

    @Override
    public int measure(Object value) {
        int[] count = admit(value);
        try {
            int length = codec.measure(value);
            count[0] = 0;
            return length;
        } catch (CodecException e) {
            count[0]++;
            throw e;
        }
    }

    @Override
    public Object decode(byte[] bytes) {
        return codec.decode(bytes);
    }

    /** Returns a pristine copy of what was just decoded, where that makes further copies cheaper; else null. */
    public @Nullable Pristine pristine(Object decoded) {
        return codec instanceof KryoCodec kryo ? kryo.pristine(decoded) : null;
    }

    private int[] admit(Object value) {
        Class<?> type = value.getClass();
        int[] count = refusals.get(type);
        if (count[0] >= REFUSALS && type.getClassLoader() != null && Integer.bitCount(++count[0]) != 1) {
            throw CodecException.repeated(
                    type.getName() + ": its instances were refused before. Keep them out of keys and"
                            + " results, or use storage = SHARED.");
        }
        return count;
    }
}
