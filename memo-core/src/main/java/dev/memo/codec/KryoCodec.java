// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import dev.memo.spi.Codec;
import java.util.List;
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

    private final Verdicts verdicts = new Verdicts();
    private final ClassLoader loader;
    private final FlatCopies copies = new FlatCopies();
    private final ToIntFunction<Object> length = this::encodedLength;
    private volatile @Nullable KryoPool pool;

    /** Creates a codec that finds classes by their names in this loader. Kryo starts with the first value that needs it. */
    public KryoCodec(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] encode(Object value) {
        requireNotRefused(value);
        KryoPool pool = pool();
        PooledKryo kryo = pool.claim();
        byte[] bytes;
        try {
            bytes = kryo.write(value);
            if (!kryo.unverified().isEmpty()) {
                bytes = verify(kryo, value, bytes);
            }
        } catch (Throwable trouble) {
            throw Trouble.encoding(value, trouble, verdicts);
        }
        pool.release(kryo);
        return bytes;
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
        KryoPool pool = pool();
        PooledKryo kryo = pool.claim();
        int length;
        try {
            length = kryo.count(value);
        } catch (Throwable trouble) {
            throw Trouble.encoding(value, trouble, verdicts);
        }
        boolean verified = kryo.unverified().isEmpty();
        pool.release(kryo);
        return verified ? length : encode(value).length;
    }

    @Override
    public Object decode(byte[] bytes) {
        Objects.requireNonNull(bytes);
        KryoPool pool = pool();
        PooledKryo kryo = pool.claim();
        Object value;
        try {
            value = kryo.read(bytes);
        } catch (Throwable trouble) {
            throw Trouble.decoding(bytes.length, trouble);
        }
        pool.release(kryo);
        return value;
    }

    /** Returns a pristine copy of what this codec has just decoded, where that makes further copies cheaper; else null. */
    @Nullable
    Pristine pristine(Object decoded) {
        return copies.of(decoded);
    }

    private void requireNotRefused(Object value) {
        String refusal = verdicts.refusal(value.getClass());
        if (refusal != null) {
            throw Trouble.refused(value.getClass(), refusal);
        }
    }

    /** Tries twice, since another thread may have changed the value between writing and comparing. */
    private byte[] verify(PooledKryo kryo, Object value, byte[] bytes) {
        byte[] written = bytes;
        Class<?> culprit = Likeness.difference(value, kryo.read(written));
        if (culprit != null) {
            written = kryo.write(value);
            culprit = Likeness.difference(value, kryo.read(written));
        }
        if (culprit != null) {
            throw new NotEncodable(culprit, "a copy of it is not equal to it, or is of another class");
        }
        List<Class<?>> survivors = kryo.unverified();
        survivors.forEach(verdicts::survived);
        survivors.clear();
        return written;
    }

    private KryoPool pool() {
        KryoPool started = pool;
        return started == null ? start() : started;
    }

    private synchronized KryoPool start() {
        KryoPool started = pool;
        if (started == null) {
            KryoLibrary.start();
            started = new KryoPool(loader, verdicts);
            started.release(started.claim());
            pool = started;
        }
        return started;
    }
}
