// SPDX-License-Identifier: Apache-2.0
package dev.memo.proxy;

import dev.memo.method.Each;
import dev.memo.method.Invalidation;
import dev.memo.region.PolicyNames;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Wraps objects so that calls from outside to their memoized methods go through Memo.
 *
 * <p>One class is generated per wrapped type and target class; it lives as long as one of its proxies does.
 * Thread-safe.
 */
public final class ProxyFactory {
    private final BiFunction<String, Object[], Object> service;
    private final Map<Class<?>, Map<Class<?>, WeakReference<ProxyClass>>> made = new WeakHashMap<>();

    /** Creates a factory whose proxies use the engine behind the service. */
    public ProxyFactory(BiFunction<String, Object[], Object> service) {
        this.service = service;
    }

    /**
     * Wraps an object. Generates a class the first time.
     *
     * @param lookup one with full access to the type's package, or null to try without
     * @param type an interface, or a class that can be extended
     * @throws IllegalArgumentException if the type cannot be wrapped or its methods not memoized, with all reasons
     */
    public <T> T proxy(@Nullable Lookup lookup, Class<T> type, T target) {
        ProxyClass proxyClass = proxyClass(lookup, type, target.getClass());
        return type.cast(proxyClass.instance(target));
    }

    private synchronized ProxyClass proxyClass(@Nullable Lookup lookup, Class<?> type, Class<?> target) {
        Map<Class<?>, WeakReference<ProxyClass>> forType = made.computeIfAbsent(type, t -> new WeakHashMap<>());
        WeakReference<ProxyClass> known = forType.get(target);
        ProxyClass proxyClass = known == null ? null : known.get();
        if (proxyClass == null) {
            proxyClass = make(lookup, type, target);
            forType.put(target, new WeakReference<>(proxyClass));
        }
        return proxyClass;
    }

    private ProxyClass make(@Nullable Lookup lookup, Class<?> type, Class<?> target) {
        ProxyTypes.check(type);
        ProxyPlan plan = ProxyPlan.of(type, target, known());
        ProxyHost host = ProxyHost.of(lookup, type);
        List<MethodHandle> probes = new ArrayList<>();
        for (ProxyMethod method : plan.memoized()) {
            Each each = method.memoized().each();
            ProxyMethod one = each == null ? null : plan.memoized(each.item());
            probes.add(each == null ? link(method, host, type, target) : linkEach(method, one, host, type));
        }
        plan.invalidating().forEach(method -> probes.add(linkInvalidation(method, plan)));
        byte[] bytes = new ProxyWriter(host.packageName(), type, plan).write();
        return ProxyClass.of(host.define(bytes, probes), type);
    }

    private ProxyPlan.Known known() {
        return new ProxyPlan.Known(
                PolicyNames.with(List.of((String[]) service.apply("policies", new Object[0]))),
                Set.of((String[]) service.apply("adapters", new Object[0])));
    }

    /** One that takes many keys is run by the probe itself, as often as need be. */
    private MethodHandle linkEach(ProxyMethod method, @Nullable ProxyMethod one, ProxyHost host, Class<?> type) {
        Each each = Objects.requireNonNull(method.memoized().each());
        Object handle = service.apply("linkEach", new Object[] {
            method.annotated().getClassLoader(),
            method.probeType(),
            each.encode(),
            host.original(type, method.method()),
            one != null && each.settings().freshness().inBackground() ? host.original(type, one.method()) : null
        });
        return (MethodHandle) handle;
    }

    /** What names a method of the wrapped object itself is looked for where that method was annotated. */
    private MethodHandle linkInvalidation(ProxyInvalidation method, ProxyPlan plan) {
        List<@Nullable Object> dropped = new ArrayList<>();
        for (ProxyInvalidation.Dropped each : method.dropped()) {
            ProxyMethod own = plan.memoized(each.invalidation().target());
            dropped.add((own == null ? each.annotated() : own.annotated()).getClassLoader());
            dropped.add(Invalidation.encode(List.of(each.invalidation())));
        }
        Class<?> annotated = method.dropped().get(0).annotated();
        Object handle = service.apply("linkInvalidation", new Object[] {
            annotated.getClassLoader(),
            annotated.getName(),
            method.method().getName(),
            ProxyMethod.descriptor(method.method()),
            method.probeType(),
            dropped.toArray()
        });
        return (MethodHandle) handle;
    }

    /** The method is that of the class that is annotated, and so are its key function, its values and their codec. */
    private MethodHandle link(ProxyMethod method, ProxyHost host, Class<?> type, Class<?> target) {
        MethodType probe = method.probeType();
        Object handle = service.apply("link", new Object[] {
            method.annotated().getClassLoader(),
            method.owner(),
            method.name(),
            method.descriptor(),
            probe,
            method.memoized().settings().encode(),
            method.memoized().settings().freshness().inBackground() ? host.original(type, method.method()) : null,
            ProxyCode.declaring(target, method.method())
        });
        return (MethodHandle) handle;
    }
}
