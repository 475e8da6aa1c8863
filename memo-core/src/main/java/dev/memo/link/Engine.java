// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.annotation.Governor;
import dev.memo.cache.CacheOptions;
import dev.memo.cache.DirectCache;
import dev.memo.codec.KryoCodec;
import dev.memo.method.MethodRef;
import dev.memo.method.MethodSettings;
import dev.memo.region.DaemonThreads;
import dev.memo.region.HeapTier;
import dev.memo.region.Keeping;
import dev.memo.region.PolicyNames;
import dev.memo.region.Region;
import dev.memo.region.RegionSettings;
import dev.memo.region.RegionSettings.Lifespan;
import dev.memo.region.RegionSettings.Limits;
import dev.memo.region.RegionStore;
import dev.memo.region.Shelf;
import dev.memo.region.Trouble;
import dev.memo.spi.AsyncAdapter;
import dev.memo.spi.Codec;
import dev.memo.spi.Ticker;
import dev.memo.spi.TransactionHook;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One runtime: the heap tier and the realms of all class loaders that have memoized methods in it.
 *
 * <p>It knows its realms weakly. Thread-safe.
 */
public final class Engine {
    private final EngineSettings settings;
    private final HeapTier tier;
    private final PolicyNames policies;
    private final Stores stores;
    private final Snapshots snapshots;
    private final OpenCaches caches = new OpenCaches();
    private final WarmUp warmUp = new WarmUp();
    private final Recorder recorder = new Recorder(() -> collect(Realm::forms), warmUp);
    private final Map<@Nullable ClassLoader, WeakReference<Realm>> realms = new WeakHashMap<>();

    /** Creates an engine without methods. */
    public Engine(EngineSettings settings) {
        this.settings = settings;
        this.tier = new HeapTier(
                new HeapTier.Limits(settings.maxBytes(), settings.maxEntries(), settings.maxEntryShare()),
                settings.ticker(),
                settings.statistics(),
                settings.eviction(),
                settings.background(),
                settings.logEvents());
        this.policies = PolicyNames.of(settings.eviction());
        this.stores = new Stores(settings, tier);
        this.snapshots = new Snapshots(tier, () -> collect(Realm::forms), caches);
    }

    /**
     * Returns what links woven call sites: a handle of type
     * {@code (Lookup, String, MethodType, String, String, String)MethodHandle}, as {@link Linker#link} has it.
     */
    public MethodHandle linker() {
        return Linker.handle(new Linker(this));
    }

    /** Returns what the facade calls, in types of the JDK's only; see {@link Service}. */
    public BiFunction<String, Object[], Object> service() {
        return new Service(this);
    }

    /** Returns the realm of a class loader; whoever needs it alive holds it. */
    Realm realm(@Nullable ClassLoader loader) {
        synchronized (realms) {
            WeakReference<Realm> known = realms.get(loader);
            Realm realm = known == null ? null : known.get();
            if (realm == null) {
                realm = new Realm(this, loader);
                realms.put(loader, new WeakReference<>(realm));
            }
            return realm;
        }
    }

    /** Returns the sites of all realms that are alive. */
    List<Site> sites() {
        return collect(Realm::sites);
    }

    private <T> List<T> collect(Function<Realm, Collection<T>> what) {
        List<T> all = new ArrayList<>();
        synchronized (realms) {
            for (WeakReference<Realm> known : realms.values()) {
                Realm realm = known.get();
                if (realm != null) {
                    all.addAll(what.apply(realm));
                }
            }
        }
        return all;
    }

    /**
     * Loads the results of a snapshot now, if there is one, and saves them there when the JVM ends; until then, that holds the
     * engine. Trouble is told in the log.
     *
     * @param file its name, with {@code {time}} in it for a file per end
     * @throws java.nio.file.InvalidPathException if that is not the name of a file
     */
    public void keepSnapshot(String file) {
        Ticker own = settings.ticker();
        SnapshotKeeper keeper = new SnapshotKeeper(snapshots, shelf(), file, own == null ? Ticker.system() : own);
        keeper.load();
        DaemonThreads.atExit("memo-snapshot", keeper::save);
    }

    /**
     * Has calls made that were recorded at the end of an earlier process, if there are any, and has them recorded there when the
     * JVM ends; until then, that holds the engine. Trouble is told in the log.
     *
     * @param file its name
     * @param perSecond how many calls are made in a second at most
     * @throws java.nio.file.InvalidPathException if that is not the name of a file
     */
    public void keepKeys(String file, int perSecond) {
        KeysKeeper keeper = new KeysKeeper(recorder, file);
        keeper.load(perSecond);
        DaemonThreads.atExit("memo-keys", keeper::save);
    }

    /** Returns what records calls. */
    Recorder recorder() {
        return recorder;
    }

    /** Returns what makes recorded calls. */
    WarmUp warmUp() {
        return warmUp;
    }

    /** Returns what saves and loads results. */
    Snapshots snapshots() {
        return snapshots;
    }

    /** Returns what a snapshot has brought. */
    Shelf shelf() {
        return tier.shelf();
    }

    Stores stores() {
        return stores;
    }

    Codec codecFor(@Nullable ClassLoader loader) {
        Codec own = settings.codec();
        return own != null ? own : new KryoCodec(loader == null ? ClassLoader.getPlatformClassLoader() : loader);
    }

    /** Opens a direct cache, which whoever asked for it holds. */
    DirectCache openCache(String name, Map<String, Object> settings, Codec codec, @Nullable ClassLoader loader) {
        CacheOptions options = new CacheOptions(name, settings);
        Ticker ticker = this.settings.ticker();
        DirectCache cache = new DirectCache(
                options,
                options.region(
                        stores.life(options.stored().store(), options.lifespan(this.settings.ttlNanos())),
                        this.settings.bypass()),
                tier,
                codec,
                ticker == null ? Ticker.system() : ticker,
                stores.of(options, loader));
        caches.opened(cache, loader, tier.shelf());
        return cache;
    }

    Region open(MethodSettings method, Codec codec, Keeping keeping) {
        long ttl = method.ttlNanos() == 0 ? settings.ttlNanos() : Math.max(0, method.ttlNanos());
        boolean bypass =
                method.governor() == Governor.DEFAULT ? settings.bypass() : method.governor() == Governor.BYPASS;
        RegionSettings region = new RegionSettings(
                method.name(),
                stores.life(
                        method.stored().store(), new Lifespan(ttl, Math.max(0, method.idleNanos()), method.jitter())),
                new Limits(method.maxEntries(), method.maxBytes()),
                method.barrier(),
                method.storage(),
                method.cacheNull(),
                known(method),
                bypass,
                method.waiting(),
                method.freshness(),
                method.nested());
        return tier.open(region, codec, keeping);
    }

    /**
     * Returns where a method's results go second, or null.
     *
     * @param async whether it returns what tells of its result later
     */
    @Nullable
    RegionStore storeFor(MethodSettings method, MethodRef ref, @Nullable ClassLoader loader, boolean async) {
        return stores.of(method, new StoredType(ref, async), loader);
    }

    /**
     * Has the results removed that stores may have of a method that was not called yet; at the commit of this thread's
     * transaction, if there is one.
     */
    void forgetStored(MethodRef method) {
        if (!settings.stores().isEmpty() && !tier.atCommit(() -> stores.forget(method))) {
            stores.forget(method);
        }
    }

    /** The same for all methods. Does I/O. */
    void forgetStored() {
        if (!settings.stores().isEmpty() && !tier.atCommit(stores::forgetMethods)) {
            stores.forgetMethods();
        }
    }

    /** Writes what waits to be written, and goes on without stores. */
    void closeStores() {
        stores.close();
    }

    /** Returns what asks a method's results how long they live, or null. */
    @Nullable
    ResultTtl resultTtl(MethodSettings method, MethodRef ref, @Nullable ClassLoader loader) {
        return ResultTtl.of(method.freshness().lives().from(), ref, loader, settings.ticker());
    }

    /** Connects somebody who knows of transactions; held as long as this is. */
    public void connect(TransactionHook hook) {
        tier.connect(hook::current, hook::whenEnded);
    }

    /** Connects somebody who knows of transactions, in the JDK's types. */
    void connect(Supplier<@Nullable Object> current, Consumer<Consumer<Boolean>> whenEnded) {
        tier.connect(current, whenEnded);
    }

    /** Has an action done when this thread's transaction commits, if there is one. */
    void atCommit(Runnable action) {
        boolean unused = tier.atCommit(action);
    }

    /** Makes all values with the tag be over, or stale where stale ones are served. */
    void invalidateTag(String tag, boolean softly) {
        tier.invalidateTag(tag, softly);
    }

    /** Makes all values that have tags be over. */
    void invalidateTagged() {
        tier.invalidateTagged();
    }

    /** Returns the names of the eviction policies that may be chosen here. */
    PolicyNames policies() {
        return policies;
    }

    /** Returns the policy that the method names; the runtime's where another runtime's was woven in. */
    private String known(MethodSettings method) {
        String policy = method.policy();
        if (policy.isEmpty() || policies.contains(policy)) {
            return policy;
        }
        System.getLogger("dev.memo")
                .log(
                        Level.WARNING,
                        method.name() + ": policy is not known to this runtime, was \"" + policy
                                + "\". The runtime's own is used; register it with Memo.builder(), or name one of "
                                + policies.names() + ".");
        return "";
    }

    /** Returns the adapters that this runtime was given, by the types that they are for. */
    Map<String, AsyncAdapter> adapters() {
        return settings.adapters();
    }

    Trouble trouble() {
        return tier.trouble();
    }
}
