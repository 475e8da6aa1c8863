// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.Caches.Wish;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.proxy.ProxyFactory;
import dev.memo.spi.Stats;
import dev.memo.spi.TransactionHook;
import java.io.IOException;
import java.lang.invoke.MethodHandles.Lookup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A runtime: memoized methods, what they remember, and what happened to them.
 *
 * <p>{@link #runtime} is the one that woven methods use. {@link #create} makes one of one's own, for proxies. There is
 * nothing to close: a runtime goes when nobody refers to it or to its proxies. Thread-safe.
 */
public final class Memo extends MemoSnapshots {
    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final ProxyFactory proxies;

    /** The hooks of transactions as they cross: the engine, which may outlive them, does not hold them. */
    private final List<Object[]> hooks = new CopyOnWriteArrayList<>();

    Memo(BiFunction<String, Object[], Object> service) {
        super(service);
        this.proxies = new ProxyFactory(service);
    }

    /**
     * Returns the runtime that woven methods use: the agent's, where there is one, from whatever class loader; else one
     * that all callers in this class loader share. Never null; the same one on every call, once an agent is there.
     */
    public static Memo runtime() {
        return Runtimes.current();
    }

    /** Creates a runtime of one's own with the default settings: a tenth of the heap, no ttl but the methods' own. */
    public static Memo create() {
        return builder().build();
    }

    /** Starts the settings of a runtime of one's own. */
    public static MemoBuilder builder() {
        return new MemoBuilder(Thread.currentThread().getContextClassLoader());
    }

    /**
     * Wraps an object so that its memoized methods are remembered when called from outside, and those with
     * {@code @Invalidates} drop what they say. Calls that the object makes to itself are not seen, as they do not pass the
     * proxy; the agent sees them.
     *
     * @param type an interface with {@code @Cached} or {@code @Invalidates} methods, or a class that can be extended; a proxy
     *     of a class is made without running a constructor, and every method goes to the wrapped object
     * @param target the object; annotations on its class count too: of two {@code @Cached} on one method that of the type,
     *     of {@code @Invalidates} all
     * @return a proxy with the wrapped object's {@code equals}, {@code hashCode} and {@code toString}
     * @throws MemoConfigurationException if the type cannot be wrapped, has nothing to memoize, or problems in its
     *     annotations or those of the object's class, with all of them
     */
    public <T> T proxy(Class<T> type, T target) {
        return proxied(null, type, target);
    }

    /**
     * Wraps an object of a type that Memo has no access to, as its module does not open it.
     *
     * @param lookup made with {@code MethodHandles.lookup()} in the type's package
     * @throws MemoConfigurationException as {@link #proxy(Class, Object)}
     */
    public <T> T proxy(Lookup lookup, Class<T> type, T target) {
        return proxied(lookup, type, target);
    }

    /**
     * Returns the cache of a name with the default settings.
     *
     * @throws MemoConfigurationException as {@link #cache(String, CacheSettings)}
     */
    public <K, V> Cache<K, V> cache(String name) {
        return typed(caches.cache(name, CacheSettings.of(), caller()));
    }

    /**
     * Returns the cache of a name, which is made if there is none; the runtime holds it until it is closed. It shares the
     * limits, the barrier's knowledge of who waits for whom, and the statistics with all else in the runtime.
     *
     * @throws MemoConfigurationException if settings are wrong, with all of them, or if the name was given to a cache with
     *     other settings or to a memoized function before
     */
    public <K, V> Cache<K, V> cache(String name, CacheSettings<? super K, ? super V> settings) {
        return typed(caches.cache(name, settings, caller()));
    }

    /** Returns a supplier that remembers what the given one gave; as {@link #memoize(String, CacheSettings, Supplier)}. */
    public <V> Supplier<V> memoize(String name, Supplier<V> supplier) {
        return memoize(name, CacheSettings.of(), supplier);
    }

    /** Returns a function that remembers what the given one gave; as {@link #memoize(String, CacheSettings, Function)}. */
    public <T, R> Function<T, R> memoize(String name, Function<T, R> function) {
        return memoize(name, CacheSettings.of(), function);
    }

    /** Returns a function that remembers what the given one gave; as {@link #memoize(String, CacheSettings, BiFunction)}. */
    public <T, U, R> BiFunction<T, U, R> memoize(String name, BiFunction<T, U, R> function) {
        return memoize(name, CacheSettings.of(), function);
    }

    /**
     * Returns a supplier that remembers what the given one gave, as if it were a memoized method.
     *
     * @throws MemoConfigurationException as {@link #memoize(String, CacheSettings, Function)}
     */
    @SuppressWarnings("unchecked") // it gives what the original gives
    public <V> Supplier<V> memoize(String name, CacheSettings<?, ? super V> settings, Supplier<V> supplier) {
        return (Supplier<V>) caches.memoized(name, new Wish("supplier", settings, supplier), caller());
    }

    /**
     * Returns a function that remembers what the given one gave, as if it were a memoized method: null is an argument like
     * any other, recursion works, exceptions are not remembered, and what cannot be kept is computed each time. What it
     * keeps is a cache of the same name, see {@link #caches}.
     *
     * @throws MemoConfigurationException if settings are wrong, with all of them, or if the name was given to a cache, to
     *     another function, or with other settings before
     */
    @SuppressWarnings("unchecked") // it takes and gives what the original does
    public <T, R> Function<T, R> memoize(
            String name, CacheSettings<? super T, ? super R> settings, Function<T, R> function) {
        return (Function<T, R>) caches.memoized(name, new Wish("function", settings, function), caller());
    }

    /**
     * Returns a function that remembers what the given one gave, as if it were a memoized method.
     *
     * @param settings the keys that they speak of are lists of both arguments
     * @throws MemoConfigurationException as {@link #memoize(String, CacheSettings, Function)}
     */
    @SuppressWarnings("unchecked") // it takes and gives what the original does
    public <T, U, R> BiFunction<T, U, R> memoize(
            String name, CacheSettings<? super List<Object>, ? super R> settings, BiFunction<T, U, R> function) {
        return (BiFunction<T, U, R>) caches.memoized(name, new Wish("bifunction", settings, function), caller());
    }

    /** As {@link #memoizeAsync(String, CacheSettings, Supplier)}, with the default settings. */
    public <V> Supplier<CompletableFuture<V>> memoizeAsync(
            String name, Supplier<? extends CompletionStage<V>> supplier) {
        return memoizeAsync(name, CacheSettings.of(), supplier);
    }

    /** As {@link #memoizeAsync(String, CacheSettings, Function)}, with the default settings. */
    public <T, R> Function<T, CompletableFuture<R>> memoizeAsync(
            String name, Function<T, ? extends CompletionStage<R>> function) {
        return memoizeAsync(name, CacheSettings.of(), function);
    }

    /** As {@link #memoizeAsync(String, CacheSettings, BiFunction)}, with the default settings. */
    public <T, U, R> BiFunction<T, U, CompletableFuture<R>> memoizeAsync(
            String name, BiFunction<T, U, ? extends CompletionStage<R>> function) {
        return memoizeAsync(name, CacheSettings.of(), function);
    }

    /**
     * Returns a supplier that remembers what the given one's stage came to.
     *
     * @throws MemoConfigurationException as {@link #memoizeAsync(String, CacheSettings, Function)}
     */
    @SuppressWarnings("unchecked") // it gives what the original gives
    public <V> Supplier<CompletableFuture<V>> memoizeAsync(
            String name, CacheSettings<?, ? super V> settings, Supplier<? extends CompletionStage<V>> supplier) {
        return (Supplier<CompletableFuture<V>>)
                caches.memoized(name, new Wish("async supplier", settings, supplier), caller());
    }

    /**
     * Returns a function that remembers what the given one's stages came to, as a memoized method that returns a stage
     * does: callers in flight share one computation, each with a stage of its own, and nobody waits. A stage that fails,
     * or is cancelled, is not remembered.
     *
     * <p>What it keeps is a cache of the same name, see {@link #caches}: of the values, not the stages. A {@code get} with
     * a loader there runs the loader and keeps nothing.
     *
     * @param settings those of the values
     * @throws MemoConfigurationException as {@link #memoize(String, CacheSettings, Function)}, and if the barrier is
     *     {@code METHOD}
     */
    @SuppressWarnings("unchecked") // it takes and gives what the original does
    public <T, R> Function<T, CompletableFuture<R>> memoizeAsync(
            String name,
            CacheSettings<? super T, ? super R> settings,
            Function<T, ? extends CompletionStage<R>> function) {
        return (Function<T, CompletableFuture<R>>)
                caches.memoized(name, new Wish("async function", settings, function), caller());
    }

    /**
     * Returns a function that remembers what the given one's stages came to.
     *
     * @param settings the keys that they speak of are lists of both arguments
     * @throws MemoConfigurationException as {@link #memoizeAsync(String, CacheSettings, Function)}
     */
    @SuppressWarnings("unchecked") // it takes and gives what the original does
    public <T, U, R> BiFunction<T, U, CompletableFuture<R>> memoizeAsync(
            String name,
            CacheSettings<? super List<Object>, ? super R> settings,
            BiFunction<T, U, ? extends CompletionStage<R>> function) {
        return (BiFunction<T, U, CompletableFuture<R>>)
                caches.memoized(name, new Wish("async bifunction", settings, function), caller());
    }

    /** As {@link #memoizeEach(String, CacheSettings, Function)}, with the default settings. */
    public <K, V> Function<Collection<K>, Map<K, V>> memoizeEach(
            String name, Function<? super List<K>, ? extends Map<K, V>> function) {
        return memoizeEach(name, CacheSettings.of(), function);
    }

    /**
     * Returns a function that remembers what the given one gave for each key, as a memoized method with {@code each} does:
     * it runs once for the keys that are missing, and waits for those that other callers load after that, so that keys may be
     * asked for in any order. What it throws reaches all who wait, the same object, and nothing is kept.
     *
     * <p>The map that is returned is the caller's own, in the order in which it asked. What it keeps is a cache of the same
     * name, see {@link #caches}.
     *
     * @param settings those of each key and value; {@code refresh} runs the function for one key
     * @param function gives the values of keys, which it may keep and change the list of, by key; what it has no value for is
     *     left out and not kept; for null in place of a map the call ends with a {@code NullPointerException}
     * @throws MemoConfigurationException as {@link #memoize(String, CacheSettings, Function)}, and if settings are about loads
     *     of one key: the barrier {@code METHOD}, a lock, {@code soft}, {@code hard}, {@code failures}
     */
    @SuppressWarnings("unchecked") // it takes and gives what the original does
    public <K, V> Function<Collection<K>, Map<K, V>> memoizeEach(
            String name,
            CacheSettings<? super K, ? super V> settings,
            Function<? super List<K>, ? extends Map<K, V>> function) {
        return (Function<Collection<K>, Map<K, V>>)
                caches.memoized(name, new Wish(Wish.MANY, settings, function), caller());
    }

    /**
     * Returns the caches that are open, by name: those asked for, and those of memoized functions. The keys of the latter
     * are the argument, the list of both arguments, or an empty list.
     */
    public List<Cache<?, ?>> caches() {
        return caches.all();
    }

    /** Returns the memoized methods that have been called so far, by name. */
    @Override
    public List<MemoizedMethodHandle> methods() {
        List<MemoizedMethodHandle> methods = new ArrayList<>();
        for (Object[] row : (Object[][]) service.apply("methods", new Object[0])) {
            methods.add(new MemoizedMethodHandle(service, row));
        }
        methods.sort(Comparator.comparing(MemoizedMethodHandle::name)
                .thenComparing(MemoizedMethodHandle::declaringClass)
                .thenComparing(MemoizedMethodHandle::descriptor));
        return methods;
    }

    /**
     * Returns one memoized method.
     *
     * @param type the class that declares it
     * @param name its name
     * @param parameters its parameter types; may be left out where only one memoized method has the name
     * @throws MemoConfigurationException if no such method, or more than one, was called so far, with those that were
     */
    public MemoizedMethodHandle method(Class<?> type, String name, Class<?>... parameters) {
        return MemoizedMethodHandle.only(methods(), type, name, parameters);
    }

    /**
     * Returns the loads that are under way in all methods, caches and memoized functions, the oldest first: what callers
     * wait for now. Takes short locks; costs as much as there are loads and waiters.
     */
    public List<OpenFlight> flights() {
        List<OpenFlight> flights = new ArrayList<>(caches.flights());
        for (Object[] row : (Object[][]) service.apply("flights", new Object[0])) {
            flights.add(OpenFlight.of(row));
        }
        flights.sort(Comparator.comparing(OpenFlight::age).reversed());
        return flights;
    }

    /** Returns the sum over all methods, caches and memoized functions; what closed ones have counted stays in it. */
    public Stats stats() {
        Stats sum = caches.stats();
        for (MemoizedMethodHandle method : methods()) {
            sum = sum.plus(method.stats());
        }
        return sum;
    }

    /**
     * Starts counting at zero again, for all methods, caches and memoized functions, one after the other. Results stay, and
     * so do the numbers of entries and bytes; peaks are what is kept now.
     */
    public void resetStats() {
        methods().forEach(MemoizedMethodHandle::resetStats);
        caches.resetStats();
    }

    /**
     * Returns the statistics of all methods, caches and memoized functions that are open in the text format of Prometheus
     * (version 0.0.4): a family per figure, {@code memo_hits_total} for example, and in it a line per name, with a label
     * {@code method} or {@code cache}. Methods of one name are summed up. Times are in seconds.
     */
    public String statsText() {
        return StatsText.of(methods(), caches());
    }

    /**
     * Writes {@link #statsText} to a file, which is replaced as a whole, so that nobody reads half of it.
     *
     * @param file its folder must exist
     * @throws IOException if it cannot be written; the older file stays
     */
    public void exportStats(Path file) throws IOException {
        StatsText.write(statsText(), file);
    }

    /**
     * Tells this runtime of transactions: what is invalidated in one, by {@code @Invalidates} or by hand, is dropped when
     * it commits, and stays if it is rolled back. Until then other threads are served what they were, and the one in the
     * transaction bypasses what it has invalidated, and keeps nothing that it loads. Caches are written and cleared at once
     * all the same; only their tags wait. A hook that is found by {@link java.util.ServiceLoader} need not be passed; with
     * the agent, call {@link #runtime} once before the first transaction.
     *
     * @param hook held as long as this runtime
     */
    public void transactions(TransactionHook hook) {
        Object[] both = TransactionHooks.crossing(hook);
        hooks.add(both);
        Object nothing = service.apply("transactions", both);
        assert nothing == null : "the service answers nothing";
    }

    BiFunction<String, Object[], Object> service() {
        return service;
    }

    static Memo local(EngineSettings settings, List<TransactionHook> hooks, @Nullable String snapshot) {
        Engine engine = new Engine(settings);
        if (snapshot != null) {
            engine.keepSnapshot(snapshot);
        }
        hooks.forEach(engine::connect);
        return new Memo(engine.service());
    }

    @SuppressWarnings("unchecked") // what a name stands for is the caller's to know
    private static <K, V> Cache<K, V> typed(Cache<?, ?> cache) {
        return (Cache<K, V>) cache;
    }

    private static @Nullable ClassLoader caller() {
        return CALLERS.walk(frames -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(type -> type != Memo.class)
                        .findFirst()
                        .orElse(Memo.class))
                .getClassLoader();
    }

    private <T> T proxied(@Nullable Lookup lookup, Class<T> type, T target) {
        if (type == null || target == null) {
            String where = "memo.proxy" + (type == null ? "" : "(" + type.getSimpleName() + ")");
            throw new NullPointerException(
                    where + ": " + (type == null ? "a type" : "an object") + " must not be null, was null. Pass "
                            + (type == null ? "what to wrap it as." : "the one to wrap."));
        }
        try {
            return proxies.proxy(lookup, type, target);
        } catch (IllegalArgumentException e) {
            throw new MemoConfigurationException(e);
        }
    }
}
