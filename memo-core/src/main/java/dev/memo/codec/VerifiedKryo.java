// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Kryo as one codec uses it: instances from a pool, and each class verified before its bytes are relied on.
 *
 * <p>The first time that a class is met, at whatever depth, the value is read back and compared. An instance that has thrown
 * is dropped. Kryo starts with the first value that needs it. Thread-safe; no thread waits in it for another, but for that
 * start.
 */
final class VerifiedKryo {
    private final Verdicts verdicts = new Verdicts();
    private final Function<Verdicts, Supplier<PooledKryo>> makers;
    private volatile @Nullable KryoPool pool;

    /**
     * Creates it without an instance.
     *
     * @param makers gives, of what this has learned about classes, what makes instances
     */
    VerifiedKryo(Function<Verdicts, Supplier<PooledKryo>> makers) {
        this.makers = makers;
    }

    /** Returns what was learned about classes. */
    Verdicts verdicts() {
        return verdicts;
    }

    /** Returns a value's bytes. Throws what Kryo throws, and {@link NotEncodable} where they don't give it back. */
    byte[] write(Object value) {
        KryoPool pool = pool();
        PooledKryo kryo = pool.claim();
        byte[] bytes = kryo.write(value);
        if (!kryo.unverified().isEmpty()) {
            bytes = verify(kryo, value, bytes);
        }
        pool.release(kryo);
        return bytes;
    }

    /** Returns how many bytes a value has. Throws what {@link #write} throws. */
    int count(Object value) {
        KryoPool pool = pool();
        PooledKryo kryo = pool.claim();
        int length = kryo.count(value);
        boolean verified = kryo.unverified().isEmpty();
        pool.release(kryo);
        return verified ? length : write(value).length;
    }

    /** Returns the value that these are the bytes of. Throws what Kryo throws. */
    Object read(byte[] bytes) {
        KryoPool pool = pool();
        PooledKryo kryo = pool.claim();
        Object value = kryo.read(bytes);
        pool.release(kryo);
        return value;
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
            started = new KryoPool(makers.apply(verdicts));
            started.release(started.claim());
            pool = started;
        }
        return started;
    }
}
