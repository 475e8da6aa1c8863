// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.annotation.Receiver;
import dev.memo.codec.SparingCodec;
import dev.memo.key.KeyMaker;
import dev.memo.key.Receivers;
import dev.memo.method.MethodRef;
import dev.memo.method.MethodSettings;
import dev.memo.region.JdkAsync;
import dev.memo.region.Keeping;
import dev.memo.region.Region;
import dev.memo.region.Tagger;
import dev.memo.region.WaitFailures;
import dev.memo.spi.AsyncAdapter;
import dev.memo.spi.Codec;
import dev.memo.spi.SuspendAdapter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the memoized methods of one class loader own: their sites, regions and codec.
 *
 * <p>Held by the call sites that were linked to it, and by nothing global, so that a loader that is no longer used
 * takes its realm along. Thread-safe.
 */
final class Realm {
    private final Engine engine;
    private final @Nullable ClassLoader loader;
    private final Codec codec;
    private final Adapters adapters;
    private final Map<MethodRef, Site> sites = new ConcurrentHashMap<>();
    private final Map<Region, SnapshotForm> forms = new ConcurrentHashMap<>();

    Realm(Engine engine, @Nullable ClassLoader loader) {
        this.engine = engine;
        this.loader = loader;
        this.codec = new SparingCodec(engine.codecFor(loader));
        this.adapters = new Adapters(engine.adapters(), loader);
    }

    Collection<Site> sites() {
        return sites.values();
    }

    /** Returns how the site's results are saved to a snapshot. */
    SnapshotForm form(Site site) {
        return Objects.requireNonNull(forms.get(site.region()));
    }

    Collection<SnapshotForm> forms() {
        return forms.values();
    }

    Codec codec() {
        return codec;
    }

    /** Returns what follows suspend functions. */
    SuspendAdapter suspending() {
        return adapters.suspending();
    }

    KeyMaker keys() {
        return new KeyMaker(null, codec);
    }

    @Nullable
    Site find(MethodRef method) {
        return sites.get(method);
    }

    /**
     * Returns the method's site, which is opened on the first call; later settings change nothing.
     *
     * @param original gives what calls the method with the receiver, if there is one, and all arguments; asked only where
     *     it is loaded in the background
     */
    Site site(MethodRef method, MethodSettings settings, boolean packed, Supplier<@Nullable MethodHandle> original) {
        Site site = sites.get(method);
        if (site == null) {
            Site opened = open(method, settings, packed, original);
            SnapshotForm form = new SnapshotForm(opened, settings, loader, engine.stores(), original);
            Snapshots.attach(form);
            forms.put(opened.region(), form); // first: who finds the site finds its form
            Site earlier = sites.putIfAbsent(method, opened);
            site = earlier == null ? opened : earlier;
            if (earlier != null) {
                SnapshotForm unused = forms.remove(opened.region());
            } else {
                engine.warmUp().linked(form);
            }
        }
        return site;
    }

    private static int[] array(List<Integer> numbers) {
        int[] array = new int[numbers.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = numbers.get(i);
        }
        return array;
    }

    private Site open(
            MethodRef method, MethodSettings settings, boolean packed, Supplier<@Nullable MethodHandle> original) {
        Function<Object[], Object> function = function(settings.keyFunction());
        boolean receiver = settings.receiver() != Receiver.IGNORE;
        KeyLayout layout = new KeyLayout(receiver, array(settings.keyParameters()), function, packed);
        Receivers receivers = new Receivers(settings.receiver());
        KeyMaker keys = new KeyMaker(receiver ? receivers : null, codec);
        AsyncAdapter async = method.suspends() ? JdkAsync.STAGE : adapters.of(method.descriptor());
        MethodHandle handle = settings.freshness().inBackground() ? original.get() : null;
        Originals originals = handle == null ? null : new Originals(handle, keys, receiver);
        Keeping keeping = new Keeping(
                keys,
                null,
                engine.resultTtl(settings, method, loader),
                WaitFailures.of(loader),
                null,
                async,
                originals,
                tagger(settings, layout),
                engine.storeFor(settings, method, loader, async != null));
        Region region = engine.open(settings, codec, keeping);
        Shape shape = Shapes.of(layoutType(method, layout), receiver, region.stamped());
        return new Site(method, region, region.hitPath(), receivers, layout, shape, this, async != null);
    }

    private @Nullable Tagger tagger(MethodSettings settings, KeyLayout layout) {
        return settings.tags().isEmpty() ? null : new MethodTagger(layout, TagTexts.of(settings.tags(), loader));
    }

    private static MethodType layoutType(MethodRef method, KeyLayout layout) {
        MethodType type = MethodType.methodType(Object.class);
        if (layout.receiver()) {
            type = type.appendParameterTypes(Object.class);
        }
        if (layout.function() != null || layout.packed()) {
            return type.appendParameterTypes(Object.class);
        }
        Class<?>[] all = ErasedTypes.parameters(method.descriptor());
        for (int index : layout.parameters()) {
            type = type.appendParameterTypes(all[index]);
        }
        return type;
    }

    @SuppressWarnings("unchecked") // the class was checked to be a function of an argument array when it was planned
    private @Nullable Function<Object[], Object> function(String className) {
        if (className.isEmpty()) {
            return null;
        }
        try {
            var constructor = Class.forName(className, true, loader).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Function<Object[], Object>) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the key function " + className + " cannot be made", e);
        }
    }
}
