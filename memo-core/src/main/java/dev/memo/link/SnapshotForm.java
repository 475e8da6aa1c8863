// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.frame.Frames;
import dev.memo.method.ClassBytes;
import dev.memo.method.MethodCode;
import dev.memo.method.MethodRef;
import dev.memo.method.MethodSettings;
import dev.memo.region.Region;
import dev.memo.region.Restored;
import dev.memo.region.Stored;
import dev.memo.spi.LeftOut;
import dev.memo.spi.StoreKey;
import java.lang.invoke.MethodHandle;
import java.lang.ref.WeakReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How one method's keys and results are turned into the bytes of a snapshot, if they can be: with the digest of its code, which is
 * read from its class file when it is needed first. Held by the method's region. Thread-safe.
 */
final class SnapshotForm implements Restored.Form {
    private final MethodRef method;
    private final boolean async;
    private final MethodSettings settings;
    private final @Nullable ClassLoader loader;
    private final Stores stores;
    private final Region region;
    private final Supplier<@Nullable MethodHandle> original;
    private @Nullable LeftOut leftOut;
    private @Nullable CallForm calls;
    private boolean callable = true;
    private @Nullable WeakReference<Class<?>> runner;
    private @Nullable Frames frames;
    private @Nullable Function<@Nullable Object[], @Nullable StoreKey> keys;

    SnapshotForm(
            Site site,
            MethodSettings settings,
            @Nullable ClassLoader loader,
            Stores stores,
            Supplier<@Nullable MethodHandle> original) {
        this.method = site.method();
        this.async = site.async();
        this.settings = settings;
        this.loader = loader;
        this.stores = stores;
        this.region = site.region();
        this.original = original;
        this.leftOut = refusal(settings);
    }

    private static @Nullable LeftOut refusal(MethodSettings settings) {
        if (settings.stored().isStored()) {
            return LeftOut.STORED;
        }
        return settings.nested().dependencies() ? LeftOut.TAGGED : null;
    }

    /** Returns a method's exact name, with its package. */
    static String name(MethodRef method) {
        return method.owner() + "." + method.name() + method.descriptor();
    }

    Region region() {
        return region;
    }

    MethodRef method() {
        return method;
    }

    ClassLoader loader() {
        return loader == null ? ClassLoader.getPlatformClassLoader() : loader;
    }

    /**
     * Notes that it is a class's code that runs, not the method's own. Where several do, nobody could tell whose a result is.
     *
     * @param type null if that cannot be told
     */
    synchronized void runBy(@Nullable Class<?> type) {
        callable = false;
        Class<?> known = runner == null ? null : runner.get();
        boolean other = runner != null && known != type;
        if (type == null || other) {
            leftOut = leftOut == null ? LeftOut.UNKNOWN_CODE : leftOut;
            frames = null;
        } else {
            frames = runner == null ? null : frames;
            runner = new WeakReference<>(type);
        }
    }

    /** Returns how the method is called by a key, null where it cannot be. */
    synchronized @Nullable CallForm calls() {
        if (calls == null && callable) {
            calls = CallForm.of(method, settings, loader(), original);
            callable = calls != null;
        }
        return callable ? calls : null;
    }

    /** The code of another method computes results for the same keys. */
    synchronized void runByOthers() {
        runBy(null);
    }

    @Override
    public @Nullable StoreKey key(@Nullable Object[] parts) {
        return keys().apply(parts);
    }

    private synchronized Function<@Nullable Object[], @Nullable StoreKey> keys() {
        Function<@Nullable Object[], @Nullable StoreKey> known = keys;
        if (known == null) {
            known = Stores.keys(settings, name(method), loader());
            keys = known;
        }
        return known;
    }

    @Override
    public synchronized @Nullable Frames frames() {
        if (frames == null && leftOut == null) {
            frames = made();
            leftOut = frames == null ? LeftOut.UNKNOWN_CODE : null;
        }
        return frames;
    }

    @Override
    public synchronized @Nullable LeftOut leftOut() {
        return frames() == null ? leftOut : null;
    }

    private @Nullable Frames made() {
        try {
            String code = code();
            if (code == null) {
                return null;
            }
            MethodSettings stamped = settings.with(Stored.NONE, code);
            return stores.frames(stamped, new StoredType(method, async), loader(), StoreChoice.at(""));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    private @Nullable String code() {
        Class<?> type = runner == null ? null : runner.get();
        if (runner != null && type == null) {
            return null;
        }
        MethodRef ref = type == null ? method : new MethodRef(type.getName(), method.name(), method.descriptor());
        return MethodCode.digest(
                ref, settings.keyFunction(), ClassBytes.of(type == null ? loader : type.getClassLoader()));
    }
}
