// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.codec.AllowList;
import dev.memo.codec.StoreCodec;
import dev.memo.frame.FrameOptions;
import dev.memo.frame.Frames;
import dev.memo.frame.Reading;
import dev.memo.frame.Stamp;
import dev.memo.key.StableKey;
import dev.memo.region.Condition;
import dev.memo.region.Entry;
import dev.memo.region.Region;
import dev.memo.region.Restored;
import dev.memo.region.Shelf;
import dev.memo.region.Written;
import dev.memo.snapshot.SnapshotRow;
import dev.memo.spi.Codec;
import dev.memo.spi.LeftOut;
import dev.memo.spi.StoreKey;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How what a direct cache has gets into a snapshot, and out of it: all at once, as a cache also tells its keys and its size.
 * Keys and values are of classes of the JDK's, as a cache declares none. Of a memoized function nothing is saved, as its
 * code cannot be known. Thread-safe.
 */
public final class CacheSnapshot implements Restored.Form {
    /** No class has such a name. */
    private static final String PREFIX = "cache ";

    private final DirectCache cache;
    private final Codec codec;
    private final Frames frames;

    CacheSnapshot(DirectCache cache, @Nullable ClassLoader loader) {
        this.cache = cache;
        ClassLoader own = loader == null ? ClassLoader.getPlatformClassLoader() : loader;
        AllowList allowed = new AllowList(
                own,
                Object.class,
                List.of(),
                "Cache \"" + cache.options.name() + "\"",
                "Keep values that are made of types of the JDK's.");
        this.codec = new StoreCodec(own, allowed);
        Stamp stamp = new Stamp(codec.name(), codec.version(), "", "", allowed.fingerprint());
        this.frames = new Frames(stamp, codec, FrameOptions.PLAIN);
    }

    /** Returns what is saved. */
    public Region region() {
        return cache.region;
    }

    @Override
    public @Nullable LeftOut leftOut() {
        if (cache.options.memoized()) {
            return LeftOut.UNKNOWN_CODE;
        }
        return UserTagger.of(cache.options, cache.keys) == null ? null : LeftOut.TAGGED;
    }

    /** {@inheritDoc} Throws what the codec does for a key that cannot be turned into bytes. */
    @Override
    public StoreKey key(@Nullable Object[] parts) {
        byte[] bytes = parts[0] == null ? new byte[0] : codec.encode(parts[0]);
        return new StoreKey(name(), new StableKey(bytes).digest(), bytes);
    }

    @Override
    public @Nullable Frames frames() {
        return leftOut() == null ? frames : null;
    }

    /**
     * Takes in all that a snapshot has brought for this cache, but for what it has already.
     *
     * @param leftOut is told of what is not taken in
     */
    public void takeIn(Shelf shelf, Consumer<LeftOut> leftOut) {
        LeftOut reason = leftOut();
        for (SnapshotRow row : shelf.takeAll(name())) {
            LeftOut found = reason == null ? takenIn(row) : reason;
            if (found != null) {
                leftOut.accept(found);
            }
        }
    }

    private String name() {
        return PREFIX + cache.options.name();
    }

    private @Nullable LeftOut takenIn(SnapshotRow row) {
        long left = Restored.leftNanos(cache.region, row);
        if (left <= 0) {
            return LeftOut.ENDED;
        }
        if (!(frames.read(row.value().bytes(), row.key()) instanceof Reading.Value read)) {
            return LeftOut.NOT_ENCODABLE;
        }
        try {
            byte[] bytes = row.key().bytes();
            Entry kept = cache.keys.kept(bytes.length == 0 ? null : codec.decode(bytes));
            Written written = cache.writes.restore(cache.writes.candidate(kept, read.value(), left), Condition.ABSENT);
            Restored.wasRead(cache.region, kept, row);
            return switch (written.outcome()) {
                case DONE, UNSETTLED -> null;
                case REFUSED -> LeftOut.NEWER_THERE;
                case TOO_LARGE, CLOSED -> LeftOut.NO_ROOM;
            };
        } catch (RuntimeException | LinkageError | StackOverflowError e) { // the codec's, or code of the key's class
            return LeftOut.NOT_ENCODABLE;
        }
    }
}
