// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import dev.memo.spi.Codec;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The default codec: Kryo, with every class verified before its bytes are relied on.
 *
 * <p>The first time that a class is met, at whatever depth, the value is read back and compared. What does not survive is refused,
 * and if a class of the application is at fault it is remembered and logged once. There is one codec per class loader of the
 * application, it is the only thing that holds that loader and its classes, and no thread waits in it for another.
 * Thread-safe.
 */
public final class KryoCodec implements Codec {
    private static final String NAME = "kryo";

    private final VerifiedKryo kryo;
    private final FlatCopies copies = new FlatCopies();
    private final ToIntFunction<Object> length = this::encodedLength;

    /** Creates a codec that finds classes by their names in this loader. Kryo starts with the first value that needs it. */
    public KryoCodec(ClassLoader loader) {
        this.kryo = new VerifiedKryo(verdicts -> {
            ClassNumbers numbers = new ClassNumbers(loader);
            return () -> new PooledKryo(new MemoKryo(loader, verdicts, numbers));
        });
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] encode(Object value) {
        requireNotRefused(value);
        try {
            return kryo.write(value);
        } catch (Throwable trouble) {
            throw Trouble.encoding(value, trouble, kryo.verdicts());
        }
    }

    @Override
    public int measure(Object value) {
        int known = RootSize.of(value);
        if (known >= 0) {
            return known;
        }
        requireNotRefused(value);
        return FlatSize.of(value, length);
    }

    private int encodedLength(Object value) {
        try {
            return kryo.count(value);
        } catch (Throwable trouble) {
            throw Trouble.encoding(value, trouble, kryo.verdicts());
        }
    }

    @Override
    public Object decode(byte[] bytes) {
        Objects.requireNonNull(bytes);
        try {
            return kryo.read(bytes);
        } catch (Throwable trouble) {
            throw Trouble.decoding(bytes.length, trouble);
        }
    }

    /** Returns a pristine copy of what this codec has just decoded, where that makes further copies cheaper; else null. */
    @Nullable
    Pristine pristine(Object decoded) {
        return copies.of(decoded);
    }

    private void requireNotRefused(Object value) {
        String refusal = kryo.verdicts().refusal(value.getClass());
        if (refusal != null) {
            throw Trouble.refused(value.getClass(), refusal);
        }
    }
}
