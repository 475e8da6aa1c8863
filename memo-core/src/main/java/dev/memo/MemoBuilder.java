// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.annotation.Governor;
import dev.memo.link.EngineSettings;
import dev.memo.link.StoreChoice;
import dev.memo.method.PolicyChoice;
import dev.memo.method.StoreNames;
import dev.memo.method.ValueException;
import dev.memo.region.Background;
import dev.memo.region.Eviction;
import dev.memo.region.PolicyNames;
import dev.memo.region.UserPolicies;
import dev.memo.spi.Adapts;
import dev.memo.spi.AsyncAdapter;
import dev.memo.spi.Codec;
import dev.memo.spi.EvictionPolicy;
import dev.memo.spi.ThreadContext;
import dev.memo.spi.Ticker;
import dev.memo.spi.TransactionHook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The settings of a runtime of one's own. What is wrong with them is said by {@link #build}, all at once. Confined to one thread. */
public final class MemoBuilder {
    private final List<String> problems = new ArrayList<>();
    private final List<TransactionHook> hooks = new ArrayList<>();
    private final List<EvictionPolicy> registered = new ArrayList<>();
    private final Map<String, AsyncAdapter> adapters = new HashMap<>();
    private final Map<String, DiskSettings> disks = new TreeMap<>();
    private final EngineSettings defaults = EngineSettings.defaults();
    private final @Nullable ClassLoader loader;
    private long maxBytes = defaults.maxBytes();
    private long maxEntries;
    private double maxEntryShare = defaults.maxEntryShare();
    private long ttlNanos;
    private @Nullable String snapshot;
    private boolean statistics = true;
    private boolean logEvents;
    private @Nullable Ticker ticker;
    private @Nullable Codec codec;
    private @Nullable String policy;
    private @Nullable EvictionPolicy chosen;
    private long seed = defaults.eviction().seed();
    private boolean bypass = defaults.bypass();
    private final List<ThreadContext> contexts = new ArrayList<>();
    private @Nullable Executor executor;

    /** Starts settings that find eviction policies with this loader. */
    MemoBuilder(@Nullable ClassLoader loader) {
        this.loader = loader;
    }

    /** Sets how many bytes all methods together may keep, at least 1; a tenth of the heap if left out. */
    public MemoBuilder maxBytes(long bytes) {
        if (bytes < 1) {
            problems.add("maxBytes must be at least 1, was " + bytes + ". Leave it out for a tenth of the heap.");
        }
        maxBytes = bytes;
        return this;
    }

    /** Sets how many results all methods together may keep, at least 1; as many as the bytes allow if left out. */
    public MemoBuilder maxEntries(long entries) {
        if (entries < 1) {
            problems.add("maxEntries must be at least 1, was " + entries + ". Leave it out for no such limit.");
        }
        maxEntries = entries;
        return this;
    }

    /**
     * Sets which share of a limit in bytes one result may take with its key, over 0 and at most 1; 0.5 if left out. It
     * counts for the runtime's limit and for those of methods and caches. What takes more is not kept, and nothing else
     * goes for it.
     */
    public MemoBuilder maxEntryShare(double share) {
        if (!(share > 0 && share <= 1)) {
            problems.add("maxEntryShare must be over 0 and at most 1, was " + share + ". Leave it out for 0.5.");
        }
        maxEntryShare = share;
        return this;
    }

    /** Sets the ttl of methods that declare none; no end if left out. */
    public MemoBuilder ttl(Duration ttl) {
        if (isMissing("ttl", ttl, "Leave it out for no end")) {
            return this;
        }
        if (ttl.isZero() || ttl.isNegative()) {
            problems.add("ttl must be positive, was " + ttl + ". Leave it out for no end.");
        } else {
            ttlNanos = nanos(ttl);
        }
        return this;
    }

    /**
     * Sets which results go when there is no room, for methods that name no policy: {@code lru}, {@code lfu},
     * {@code fifo}, {@code lifo}, {@code mru}, {@code random}, {@code adaptive}, or one that is registered or found by
     * {@link java.util.ServiceLoader} with the class loader of the thread that calls {@link Memo#builder}; the case of
     * letters does not count.
     */
    public MemoBuilder policy(String name) {
        if (!isMissing("policy", name, "Leave it out for adaptive")) {
            policy = name;
            chosen = null;
        }
        return this;
    }

    /** Registers a policy and uses it for methods that name none. */
    public MemoBuilder policy(EvictionPolicy policy) {
        if (!isMissing("policy", policy, "Leave it out for adaptive")) {
            chosen = policy;
            registered.add(policy);
        }
        return this;
    }

    /** Registers a policy that methods may name. */
    public MemoBuilder register(EvictionPolicy policy) {
        if (!isMissing("register", policy, "Leave it out, or pass a policy")) {
            registered.add(policy);
        }
        return this;
    }

    /** Sets what all choices by chance come from: which entry goes by {@code random}, how much jitter takes off. */
    public MemoBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** Sets what happens to methods that gain nothing by being remembered, where they do not say; it is reported. */
    public MemoBuilder governor(Governor governor) {
        if (!isMissing("governor", governor, "Leave it out for REPORT")) {
            bypass = governor == Governor.BYPASS;
        }
        return this;
    }

    /**
     * Sets whether calls are counted; they are if left out. Entries and bytes always are, as the limits need them. The
     * governor sees nothing without.
     */
    public MemoBuilder statistics(boolean on) {
        statistics = on;
        return this;
    }

    /**
     * Sets whether each thing that Memo does is told to the logger {@code dev.memo.events}, one line at level {@code DEBUG};
     * nothing is if left out. Hits too: of the heap, of a store or snapshot, stale ones; misses, loads with their time and waits
     * for others' loads; what has expired, was evicted, replaced or dropped; invalidations of one result, all, or a tag;
     * puts, values that are too large, what a store has that does not fit, and why, and calls that go through without
     * Memo.
     *
     * <p>A line has the name of the method or cache, and never an argument, a key, a result, a tag or the message of an
     * exception. To look for something, not for production: nothing bounds how many lines there are, and hits are ordinary
     * ones no more, which costs each a microsecond or so, while the logger's level is not {@code DEBUG} too. The level is asked for
     * each event, so that it may be changed at run time. The logger is called with no lock of Memo's held, by the thread
     * whose call it is about; it must be thread-safe. Memoized calls of its own go through without Memo, and what it throws reaches no
     * call. A runtime without this pays nothing for it.
     */
    public MemoBuilder logEvents(boolean on) {
        logEvents = on;
        return this;
    }

    /** Sets the clock that lifetimes and load times are taken from; the JVM's if left out. */
    public MemoBuilder ticker(Ticker ticker) {
        if (!isMissing("ticker", ticker, "Leave it out for the JVM's clock")) {
            this.ticker = ticker;
        }
        return this;
    }

    /** Sets what turns isolated values into bytes, for all methods; Kryo if left out. */
    public MemoBuilder codec(Codec codec) {
        if (!isMissing("codec", codec, "Leave it out for Kryo")) {
            this.codec = codec;
        }
        return this;
    }

    /**
     * Registers an adapter for an asynchronous type that the JDK does not know, for the proxies of this runtime; it goes
     * before one that is found. Its class says by {@link Adapts} which type that is.
     */
    public MemoBuilder adapter(AsyncAdapter adapter) {
        if (isMissing("adapter", adapter, "Leave it out, or pass an adapter")) {
            return this;
        }
        Adapts type = adapter.getClass().getAnnotation(Adapts.class);
        String where = "adapter " + adapter.getClass().getName();
        if (type == null || type.value().isBlank()) {
            problems.add(where + " must say which type it is for, found "
                    + (type == null ? "no @Adapts on its class" : "a blank name in @Adapts")
                    + ". Write @Adapts(\"reactor.core.publisher.Mono\"), say.");
        } else if (adapters.putIfAbsent(type.value(), adapter) != null) {
            problems.add(where + " must be the only one for its type, found "
                    + adapters.get(type.value()).getClass().getName() + " for " + type.value()
                    + " before. Register one of them.");
        }
        return this;
    }

    /**
     * Sets who runs the loads that no caller runs itself; a few daemon threads of Memo's, which go when there is nothing to
     * do, if left out. What it rejects is not begun. One that runs tasks in the calling thread makes that caller wait.
     */
    public MemoBuilder executor(Executor executor) {
        if (!isMissing("executor", executor, "Leave it out for threads of Memo's")) {
            this.executor = executor;
        }
        return this;
    }

    /** Adds something that is carried over to loads in the background, to what {@link java.util.ServiceLoader} finds. */
    public MemoBuilder threadContext(ThreadContext context) {
        if (!isMissing("threadContext", context, "Leave it out, or pass a context")) {
            contexts.add(context);
        }
        return this;
    }

    /**
     * Registers somebody who knows of transactions, beside those that {@link java.util.ServiceLoader} finds; see
     * {@link Memo#transactions}. Held as long as the runtime.
     */
    public MemoBuilder transactions(TransactionHook hook) {
        if (!isMissing("transactions", hook, "Leave it out, or pass a hook")) {
            hooks.add(hook);
        }
        return this;
    }

    /**
     * Has {@link #build} load the results of a snapshot, if there is one, and has them saved there when the JVM ends, as
     * {@link Memo#load} and {@link Memo#save} do; until then, that holds the runtime. Trouble with the file is told in the log
     * and costs the snapshot, no more. A process that crashes saves nothing: the next one loads what is there from before, or
     * nothing if anything was invalidated since.
     *
     * @param file where {@code {time}} is in its name, one is written for each end of the JVM, the newest is loaded, and three are
     *     kept
     */
    public MemoBuilder snapshot(Path file) {
        if (!isMissing("snapshot", file, "Leave it out for none")) {
            snapshot = file.toString();
        }
        return this;
    }

    /** Sets the file of a store, as {@link #store(String, DiskSettings)} does, with the default settings. */
    public MemoBuilder store(String name, Path file) {
        return store(name, DiskSettings.at(file));
    }

    /**
     * Gives the runtime a store, in which the results of those methods are kept too that name it, as by
     * {@code @Cached(store = "disk")}. It needs {@code memo-sqlite} on the class path.
     */
    public MemoBuilder store(String name, DiskSettings settings) {
        boolean missing = isMissing("store", name, "Name it as methods do, such as \"disk\"");
        if (isMissing("settings of a store", settings, "Pass the file") || missing) {
            return this;
        }
        try {
            if (disks.put(StoreNames.parse(name), settings) != null) {
                problems.add("store must be set once, was set again for \"" + name + "\". Keep one of them.");
            }
        } catch (ValueException e) {
            problems.add(e.about("store"));
        }
        return this;
    }

    private Map<String, StoreChoice> stores(List<String> all) {
        Map<String, StoreChoice> stores = new HashMap<>();
        disks.forEach((name, disk) -> {
            List<String> wrong = disk.problems();
            wrong.forEach(problem -> all.add("store \"" + name + "\": " + problem));
            if (wrong.isEmpty()) {
                stores.put(name, disk.choice());
            }
        });
        return stores;
    }

    /**
     * Creates the runtime.
     *
     * @throws MemoConfigurationException if settings are wrong, with all of them
     */
    public Memo build() {
        List<String> all = new ArrayList<>(problems);
        Eviction eviction = eviction(all);
        Background background = background(all);
        Map<String, StoreChoice> stores = stores(all);
        List<TransactionHook> found = TransactionHooks.find(loader, all::add);
        found.addAll(hooks);
        if (!all.isEmpty()) {
            throw new MemoConfigurationException("Memo.builder(): " + String.join(" Memo.builder(): ", all));
        }
        EngineSettings settings = EngineSettings.builder()
                .maxBytes(maxBytes)
                .maxEntries(maxEntries)
                .maxEntryShare(maxEntryShare)
                .ttlNanos(ttlNanos)
                .statistics(statistics)
                .ticker(ticker)
                .codec(codec)
                .eviction(eviction)
                .bypass(bypass)
                .adapters(adapters)
                .background(background)
                .stores(stores)
                .logEvents(logEvents)
                .build();
        return Memo.local(settings, found, snapshot);
    }

    /** Notes a null, which must not pass for a setting that was left out: whoever wrote it meant something else. */
    private boolean isMissing(String setting, @Nullable Object value, String remedy) {
        if (value == null) {
            problems.add(setting + " must not be null, was null. " + remedy + ".");
        }
        return value == null;
    }

    private Background background(List<String> all) {
        List<ThreadContext> found = new ArrayList<>();
        try {
            ServiceLoader.load(ThreadContext.class, loader).forEach(found::add);
        } catch (ServiceConfigurationError e) {
            all.add("a thread context cannot be made: " + e.getMessage() + ". Correct META-INF/services/"
                    + ThreadContext.class.getName() + ".");
        }
        found.addAll(contexts);
        return new Background(executor, found);
    }

    private Eviction eviction(List<String> all) {
        UserPolicies users = new UserPolicies();
        registered.forEach(users::register);
        users.find(loader);
        all.addAll(users.problems());
        String name = defaults.eviction().policy();
        if (chosen != null && users.policies().contains(chosen)) {
            name = PolicyNames.normal(chosen.name());
        } else if (chosen == null && policy != null) {
            try {
                name = PolicyChoice.parse(policy, users.names());
            } catch (ValueException e) {
                all.add(e.about("policy"));
            }
        }
        return new Eviction(name, seed, users.policies());
    }

    private static long nanos(Duration ttl) {
        try {
            return ttl.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE / 2; // 146 years
        }
    }
}
