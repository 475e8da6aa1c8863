// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Receiver;
import dev.memo.cache.CacheOptions;
import dev.memo.codec.AllowList;
import dev.memo.codec.AllowPattern;
import dev.memo.codec.StoreCodec;
import dev.memo.frame.FrameOptions;
import dev.memo.frame.Frames;
import dev.memo.frame.SealKeyFile;
import dev.memo.frame.Stamp;
import dev.memo.key.StableKey;
import dev.memo.key.StableKeys;
import dev.memo.method.ClassBytes;
import dev.memo.method.MethodRef;
import dev.memo.method.MethodSettings;
import dev.memo.method.RecordEquality;
import dev.memo.region.DaemonThreads;
import dev.memo.region.HeapTier;
import dev.memo.region.RegionSettings.Lifespan;
import dev.memo.region.RegionStore;
import dev.memo.region.StoreWays;
import dev.memo.region.Stored;
import dev.memo.region.Trouble;
import dev.memo.spi.Codec;
import dev.memo.spi.StoreException;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreProvider;
import dev.memo.spi.StoreSettings;
import dev.memo.spi.Ticker;
import java.lang.System.Logger.Level;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stores of one engine: opened when the first method that names them is called, closed when the JVM ends. Thread-safe.
 */
final class Stores {
    private static final String TYPE = "sqlite";
    private static final String ALLOW = "Add allow = \"" + AllowList.CLASS + "\", or declare";
    private static final String ALLOW_IN_SETTINGS =
            "Add allow(\"" + AllowList.CLASS + "\") to its settings, or declare a type that names it.";
    private static final Duration AT_EXIT = Duration.ofSeconds(5);

    private final EngineSettings settings;
    private final NamedStores named;
    private final Ticker ticker;
    private final Trouble trouble;
    private final Map<String, OpenStore> open = new ConcurrentHashMap<>();

    Stores(EngineSettings settings, HeapTier heap) {
        this.settings = settings;
        this.named = NamedStores.of(settings);
        this.ticker = settings.ticker() == null ? Ticker.system() : settings.ticker();
        this.trouble = heap.trouble();
        if (!settings.stores().isEmpty()) {
            heap.tellOfTags(this::forgetTagged);
        }
    }

    /** Returns the store's side of a method; null if it has none, or cannot have one here, which is said. */
    @Nullable
    RegionStore of(MethodSettings method, StoredType type, @Nullable ClassLoader loader) {
        MethodRef ref = type.method();
        StoreChoice choice = named.of(method);
        if (choice == null) {
            return null;
        }
        ClassLoader own = loader == null ? ClassLoader.getPlatformClassLoader() : loader;
        try {
            OpenStore at = open(method.stored().store(), choice);
            StoreWays ways = ways(choice, method.stored(), method.barrier(), at);
            Frames frames = frames(method, type, own, choice);
            RegionStore store =
                    new RegionStore(at.tier(), ref.storedText(), keys(method, ref.storedText(), own), frames, ways);
            at.add(ref.storedText(), store);
            return store;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            trouble.report(ref.text() + ": its results are kept in the heap only", e);
            return null;
        }
    }

    /** Returns the store's side of a direct cache or a memoized function; null as for methods. */
    @Nullable
    RegionStore of(CacheOptions options, @Nullable ClassLoader loader) {
        Stored stored = options.stored();
        String where = options.where();
        StoreChoice choice = named.of(where, stored.store());
        if (choice == null) {
            return null;
        }
        ClassLoader own = loader == null ? ClassLoader.getPlatformClassLoader() : loader;
        try {
            OpenStore at = open(stored.store(), choice);
            Barrier barrier = options.region(0, false).barrier();
            StoreWays ways = ways(choice, stored, barrier, at).telling(new UnstableKeys(where)::tell);
            Frames frames =
                    frames(stored, "", new Declared(options.storedType(), own, where, ALLOW_IN_SETTINGS), choice);
            String name = options.memoized() ? OpenStore.FUNCTION + options.quotedName() : where;
            RegionStore store = new RegionStore(at.tier(), name, keys(false, name, own), frames, ways);
            at.add(name, store);
            return store;
        } catch (RuntimeException | LinkageError e) {
            trouble.report(where + ": its values are kept in the heap only", e);
            return null;
        }
    }

    private StoreWays ways(StoreChoice choice, Stored stored, Barrier barrier, OpenStore at) {
        return new StoreWays(
                ticker,
                choice.life().ttlNanos(),
                stored.maxHeapBytes(),
                choice.writes() == StoreChoice.Writes.THROUGH,
                barrier == Barrier.HOST,
                at.tags(),
                parts -> {});
    }

    /** Returns how long values live that are kept in the store of this name too; as they would without, if there is none. */
    Lifespan life(String store, Lifespan own) {
        StoreChoice choice = settings.stores().get(store);
        return choice == null ? own : choice.life().of(own);
    }

    /** Closes all stores, for good. */
    void close() {
        open.values().forEach(each -> each.tier().close(AT_EXIT));
    }

    /** Has a method's results removed from all stores, whichever it has: it was not called yet. */
    void forget(MethodRef method) {
        all().forEach(each -> each.forget(method.storedText()));
    }

    /** Has the results of all methods removed from all stores, those that were not called yet too. Does I/O. */
    void forgetMethods() {
        all().forEach(OpenStore::forgetMethods);
    }

    /** Has all results with a tag removed from all stores, of all tags for null. */
    private void forgetTagged(@Nullable String tag) {
        all().forEach(each -> each.forgetTagged(tag));
    }

    private List<OpenStore> all() {
        List<OpenStore> all = new ArrayList<>();
        settings.stores().forEach((name, choice) -> all.add(open(name, choice)));
        return all;
    }

    private OpenStore open(String name, StoreChoice choice) {
        return open.computeIfAbsent(name, unopened -> {
            StoreSettings opened =
                    StoreSettings.at(choice.location()).limits(choice.limits()).ticker(ticker);
            OpenStore made = OpenStore.of(
                    () -> provider().open(opened), ticker, choice.writes() == StoreChoice.Writes.THROUGH, Stores::say);
            DaemonThreads.atExit("memo-store-" + name, () -> made.tier().close(AT_EXIT));
            return made;
        });
    }

    private static StoreProvider provider() {
        for (StoreProvider provider : ServiceLoader.load(StoreProvider.class, Stores.class.getClassLoader())) {
            if (provider.type().equals(TYPE)) {
                return provider;
            }
        }
        throw new StoreException(
                StoreException.Kind.UNREACHABLE,
                "Store " + TYPE + ": nothing that opens it is there. Add memo-sqlite to the class path.");
    }

    private static void say(StoreException trouble) {
        System.getLogger("dev.memo")
                .log(Level.WARNING, trouble.getMessage() + " Until then, results are kept in the heap only.");
    }

    /** Returns what makes keys that are the same in every process, in a region of this name. */
    static Function<@Nullable Object[], @Nullable StoreKey> keys(
            MethodSettings method, String region, ClassLoader loader) {
        return keys(method.receiver() != Receiver.IGNORE, region, loader);
    }

    private static Function<@Nullable Object[], @Nullable StoreKey> keys(
            boolean receiver, String region, ClassLoader loader) {
        ClassBytes classes = ClassBytes.of(loader);
        StableKeys stable = new StableKeys(
                receiver,
                loader,
                type -> RecordEquality.isPlain(classes.find(type.getName().replace('.', '/'))));
        return parts -> {
            StableKey key = stable.of(parts);
            if (key == null || key.bytes().length > StoreKey.MAX_BYTES) {
                return null;
            }
            return new StoreKey(region, key.digest(), key.bytes());
        };
    }

    /** Returns what wraps the method's results, where they outlive the process. */
    Frames frames(MethodSettings method, StoredType type, ClassLoader loader, StoreChoice choice)
            throws ReflectiveOperationException {
        String code = method.code() + " " + layout(method);
        Stored stored = method.stored();
        String remedy = (stored.isStored() ? ALLOW : "Declare") + " a result that names it.";
        return frames(
                stored,
                code,
                new Declared(type.in(loader), loader, type.method().text(), remedy),
                choice);
    }

    private Frames frames(Stored stored, String code, Declared declared, StoreChoice choice) {
        ClassLoader loader = declared.loader();
        AllowList allowed = new AllowList(
                loader,
                declared.type(),
                stored.allow().stream().map(AllowPattern::new).toList(),
                declared.where(),
                declared.remedy());
        Codec codec = settings.codec() == null ? new StoreCodec(loader, allowed) : settings.codec();
        Stamp stamp = new Stamp(codec.name(), codec.version(), stored.version(), code, allowed.fingerprint());
        FrameOptions options = new FrameOptions(
                choice.keyFile().isEmpty() ? null : SealKeyFile.read(Path.of(choice.keyFile())),
                choice.compressFromBytes(),
                FrameOptions.PLAIN.maxBytes(),
                true);
        return new Frames(stamp, codec, options);
    }

    /** What the parts of a key are: with other parameters in it, the same bytes may mean something else. */
    private static String layout(MethodSettings method) {
        return method.receiver() + " " + method.keyParameters() + " " + method.keyFunction();
    }

    /** What stored values are declared as, where its classes are found, and what to do about others. Immutable. */
    private record Declared(Type type, ClassLoader loader, String where, String remedy) {}
}
