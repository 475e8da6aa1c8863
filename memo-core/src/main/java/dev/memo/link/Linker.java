// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.method.Each;
import dev.memo.method.Invalidation;
import dev.memo.method.MethodRef;
import dev.memo.method.MethodSettings;
import dev.memo.region.Region;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Links a woven call site to the probe of its method, once.
 *
 * <p>What a linked handle returns is the protocol between woven code and Memo: null to run the body and do nothing
 * after; a {@link java.util.concurrent.CountDownLatch} that is also a {@link java.util.function.BiConsumer}, to run the
 * body and hand it the value or the exception; anything else is the value, {@code void.class} for null. Of a method that
 * returns a stage, the value is a stage too, never {@code void.class}; and the latch is a
 * {@link java.util.function.Function} that takes the stage that the body returned and gives the one to return in its
 * place. Of a method that takes many keys at once, the latch is a {@link java.util.concurrent.Callable} too, which gives the
 * collection that the body gets in place of the caller's, and the function gives, or throws, what the method is to. So it
 * is of a suspend function, whose continuation is what the body gets another for. Thread-safe.
 */
final class Linker {
    private static final Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodType LINK = MethodType.methodType(
            MethodHandle.class, Lookup.class, String.class, MethodType.class, String.class, String.class, String.class);
    private static final MethodType COLLECTED =
            MethodType.methodType(Object.class, Site.class, boolean.class, Object[].class);
    private static final MethodType GIVEN = MethodType.methodType(Object.class, Region.class, Object.class);
    private static final String PACKED = "+array";

    private final Engine engine;

    Linker(Engine engine) {
        this.engine = engine;
    }

    static MethodHandle handle(Linker linker) {
        return find("link", LINK).bindTo(linker);
    }

    /**
     * Links a call site.
     *
     * @param host the woven class
     * @param kind {@code memoize}, {@code each} or {@code invalidate}; with {@code +array} behind it, all key arguments come in one
     *     array
     * @param type the call site's: the receiver if it takes part, then the key arguments, erased
     * @param name the method's name
     * @param descriptor the method's descriptor
     * @param settings what the weaver was told, encoded
     * @return a handle of that type
     */
    public MethodHandle link(
            Lookup host, String kind, MethodType type, String name, String descriptor, String settings) {
        Class<?> owner = host.lookupClass();
        MethodRef method = new MethodRef(owner.getName(), name, descriptor);
        Realm realm = engine.realm(owner.getClassLoader());
        WovenCode code = new WovenCode(host, kind, method, settings);
        if (!method.suspends()) {
            return link(realm, code, type);
        }
        int last = type.parameterCount() - 1;
        MethodHandle enter = link(realm, code, code.packed() ? type : type.dropParameterTypes(last, last + 1));
        return new Suspending(realm.suspending(), troubleOf(realm, method)).around(enter, code.packed());
    }

    /** The same of a method that is no suspend function, or as if it were none. */
    private MethodHandle link(Realm realm, WovenCode code, MethodType type) {
        Lookup host = code.host();
        MethodRef method = code.method();
        if (code.kind().startsWith("invalidate")) {
            Invalidator invalidator = new Invalidator(engine, realm, method);
            invalidator.add(
                    Invalidation.decode(code.settings()), host.lookupClass().getClassLoader());
            return collect(invalidator.handle(), type, code.packed());
        }
        code.requireResultClass();
        if (code.kind().startsWith("each")) {
            return collect(each(host, realm, method, Each.decode(code.settings())), type, code.packed());
        }
        MethodSettings decoded = MethodSettings.decode(code.settings());
        return new Call(method, type, code.packed()).link(realm, decoded, () -> Originals.find(host, method, decoded));
    }

    private Function<Throwable, @Nullable Object> troubleOf(Realm realm, MethodRef method) {
        Site site = realm.find(method);
        if (site != null) {
            return site.region()::bypass;
        }
        return cause -> {
            engine.trouble().report(method.text(), cause);
            return null;
        };
    }

    /** The probe of a method that takes many keys at once. */
    private static MethodHandle each(Lookup host, Realm realm, MethodRef method, Each each) {
        MethodHandle original = EachSite.find(host, method.name(), method.descriptor(), each.isStatic());
        Site site = realm.site(
                each.item(), each.settings(), false, () -> Originals.find(host, each.item(), each.settings()));
        realm.form(site).runByOthers();
        return new EachSite(site, each, original, true).handle();
    }

    /** Turns a handle that takes an array into one that takes the call site's arguments. */
    private static MethodHandle collect(MethodHandle handle, MethodType type, boolean packed) {
        return (packed ? handle : handle.asCollector(Object[].class, type.parameterCount())).asType(type);
    }

    /** The probe of methods with a key function, or with too many arguments: it makes an array per call. */
    @SuppressWarnings("unused") // found by name
    private static @Nullable Object enterCollected(Site site, boolean receiverFirst, @Nullable Object[] arguments)
            throws Throwable {
        Object receiver = receiverFirst ? arguments[0] : null;
        @Nullable Object[] others = receiverFirst ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
        @Nullable Object[] parts;
        try {
            KeyLayout layout = site.layout();
            parts = layout.function() == null ? layout.assemble(receiver, others) : layout.parts(receiver, others);
        } catch (Throwable cause) {
            return site.region().bypass(cause);
        }
        MethodHandle enter = site.shape().enter();
        return parts.length == 1
                ? (Object) enter.invokeExact(site, parts[0])
                : (Object) enter.invokeExact(site, parts[0], parts[1]);
    }

    /** What a call of an asynchronous method gets of what its probe has found. */
    @SuppressWarnings("unused") // found by name
    private static @Nullable Object given(Region region, @Nullable Object found) {
        return region.given(found);
    }

    private static MethodHandle find(String name, MethodType type) {
        try {
            return name.equals("link")
                    ? LOOKUP.findVirtual(Linker.class, name, type)
                    : LOOKUP.findStatic(Linker.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Memo's own " + name + " is missing", e);
        }
    }

    /** What the weaver has said of a call site; see {@link #link}. Immutable. */
    private record WovenCode(Lookup host, String kind, MethodRef method, String settings) {
        boolean packed() {
            return kind.endsWith(PACKED);
        }

        /**
         * Woven code compares what it is answered with the result's class, which the body may never have named: where that is
         * not to be had, it is to hear so here, and not its caller there.
         */
        void requireResultClass() {
            String descriptor = method.descriptor();
            String result = descriptor.substring(descriptor.indexOf(')'));
            try {
                Class<?> type = MethodType.fromMethodDescriptorString(
                                "(" + result, host.lookupClass().getClassLoader())
                        .returnType();
                while (type.isArray()) {
                    type = type.getComponentType();
                }
                host.accessClass(type);
            } catch (TypeNotPresentException | IllegalAccessException e) {
                throw new LinkageError("the class of what " + method.text() + " returns cannot be had", e);
            }
        }
    }

    /**
     * A call site of a memoized method. Immutable.
     *
     * @param method the method
     * @param type the call site's
     * @param packed whether all key arguments come in one array
     */
    record Call(MethodRef method, MethodType type, boolean packed) {
        /** Links the call site of a method whose settings are known. */
        MethodHandle link(Realm realm, MethodSettings settings, Supplier<@Nullable MethodHandle> original) {
            Site site = realm.site(method, settings, packed, original);
            return site.async() && !method.suspends() ? given(enter(site), site) : enter(site);
        }

        private MethodHandle enter(Site site) {
            if (site.layout().function() == null && !packed) {
                return MethodHandles.insertArguments(site.shape().enter(), 0, site)
                        .asType(type);
            }
            boolean receiver = (packed || method.suspends()) ? site.layout().receiver() : hasReceiver();
            MethodHandle enter = find("enterCollected", COLLECTED);
            return collect(MethodHandles.insertArguments(enter, 0, site, receiver), type, packed);
        }

        /** What is found is handed out as a stage of the type that the method declares. */
        private static MethodHandle given(MethodHandle enter, Site site) {
            MethodHandle given = find("given", GIVEN);
            return MethodHandles.filterReturnValue(enter, MethodHandles.insertArguments(given, 0, site.region()));
        }

        private boolean hasReceiver() {
            return type.parameterCount() > ErasedTypes.parameters(method.descriptor()).length;
        }
    }
}
