// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.proxy.ProxyFactory;
import dev.memo.spi.Stats;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A runtime: memoized methods, what they remember, and what happened to them.
 *
 * <p>{@link #runtime} is the one that woven methods use. {@link #create} makes one of one's own, for proxies. There is
 * nothing to close: a runtime goes when nobody refers to it or to its proxies. Thread-safe.
 */
public final class Memo {
    private final BiFunction<String, Object[], Object> service;
    private final ProxyFactory proxies;

    Memo(BiFunction<String, Object[], Object> service) {
        this.service = service;
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
        return new MemoBuilder();
    }

    /**
     * Wraps an object so that its memoized methods are remembered when called from outside. Calls that the object makes
     * to itself are not seen, as they do not pass the proxy; the agent sees them.
     *
     * @param type an interface with {@code @Cached} methods, or a class that can be extended; a proxy of a class is made
     *     without running a constructor, and every method goes to the wrapped object
     * @param target the object; annotations on its class count too
     * @return a proxy with the wrapped object's {@code equals}, {@code hashCode} and {@code toString}
     * @throws MemoConfigurationException if the type cannot be wrapped, has nothing to memoize, or problems in its
     *     annotations
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

    /** Returns the memoized methods that have been called so far, by name. */
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
        List<MemoizedMethodHandle> found = new ArrayList<>();
        for (MemoizedMethodHandle method : methods()) {
            if (method.declaringClass().equals(type.getName())
                    && method.methodName().equals(name)) {
                found.add(method);
            }
        }
        if (parameters.length > 0 || found.size() > 1) {
            found.removeIf(method -> !method.descriptor().startsWith(descriptor(parameters)));
        }
        if (found.size() != 1) {
            throw new MemoConfigurationException("memo.method(" + type.getSimpleName() + ", \"" + name
                    + "\"): no memoized method of that name and these parameters has been called, found " + methods()
                    + ". Call it first, and check that it is woven or called through a proxy.");
        }
        return found.get(0);
    }

    /** Returns the sum over all methods. */
    public Stats stats() {
        Stats sum = Stats.of();
        for (MemoizedMethodHandle method : methods()) {
            sum = sum.plus(method.stats());
        }
        return sum;
    }

    /** Forgets all results of all methods. */
    public void invalidateAll() {
        for (MemoizedMethodHandle method : methods()) {
            method.invalidateAll();
        }
    }

    static Memo local(EngineSettings settings) {
        return new Memo(new Engine(settings).service());
    }

    private <T> T proxied(@Nullable Lookup lookup, Class<T> type, T target) {
        try {
            return proxies.proxy(lookup, type, target);
        } catch (IllegalArgumentException e) {
            throw new MemoConfigurationException(e);
        }
    }

    private static String descriptor(Class<?>... parameters) {
        StringBuilder text = new StringBuilder("(");
        for (Class<?> parameter : parameters) {
            text.append(parameter.descriptorString());
        }
        return text.append(')').toString();
    }
}
