// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.method.Each;
import dev.memo.region.Batch;
import dev.memo.region.Entry;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A memoized method that takes many keys at once, as its call sites see it: a probe that makes an array per call, and what
 * calls the original once more. Thread-safe.
 */
final class EachSite {
    private static final MethodType ARRAY = MethodType.methodType(Object.class, Object[].class);

    private final Site site;
    private final Each each;
    private final MethodHandle original;
    private final boolean woven;

    /** Collections that are on their way to the original: by them a woven method knows that it is not to ask Memo. */
    private final Set<Object> passes = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    private final AtomicInteger passing = new AtomicInteger();

    /**
     * Creates a site.
     *
     * @param site of the entries
     * @param original takes the receiver, if there is one, and all arguments
     * @param woven whether the original is the woven method itself, which runs its body in place
     */
    EachSite(Site site, Each each, MethodHandle original, boolean woven) {
        this.site = site;
        this.each = each;
        this.original = original.asSpreader(Object[].class, original.type().parameterCount())
                .asType(ARRAY);
        this.woven = woven;
    }

    /** Finds the very method of a woven class, which an override does not stand in for. */
    static MethodHandle find(Lookup host, String name, String descriptor, boolean isStatic) {
        Class<?> owner = host.lookupClass();
        MethodType type = MethodType.fromMethodDescriptorString(descriptor, owner.getClassLoader());
        try {
            return isStatic ? host.findStatic(owner, name, type) : host.findSpecial(owner, name, type, owner);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the method " + name + " of " + owner.getName() + " cannot be called again", e);
        }
    }

    /** Returns a handle {@code (Object[])Object} that takes the receiver, if there is one, and all arguments. */
    MethodHandle handle() {
        try {
            return MethodHandles.lookup().bind(this, "enter", ARRAY);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Memo's own probe of many keys is missing", e);
        }
    }

    /** Answers a call, by the protocol of {@link Linker}. */
    @Nullable
    Object enter(@Nullable Object[] arguments) throws Throwable {
        Object asked = arguments[at()];
        if (asked == null || takesPass(asked)) {
            return null;
        }
        EachCall call;
        try {
            List<@Nullable Object> all = new ArrayList<>();
            ((Iterable<?>) asked).forEach(all::add);
            call = new EachCall(this, all, batch(all, arguments), arguments);
        } catch (Throwable cause) { // of the elements' own code
            return site.region().bypass(cause);
        }
        return woven ? call.begin() : call.beginAndLoad();
    }

    /** Runs the original for these elements only, without Memo. */
    @Nullable
    Object call(@Nullable Object[] arguments, List<@Nullable Object> elements) throws Throwable {
        Object collection = collection(elements);
        @Nullable Object[] changed = arguments.clone();
        changed[at()] = collection;
        if (!woven) {
            return (Object) original.invokeExact(changed);
        }
        passes.add(collection);
        passing.incrementAndGet();
        try {
            return (Object) original.invokeExact(changed);
        } finally {
            boolean unused = passes.remove(collection);
            passing.decrementAndGet();
        }
    }

    /** Returns the elements as the original takes them; it may change them. */
    Collection<@Nullable Object> collection(List<@Nullable Object> elements) {
        return each.asSet() ? new LinkedHashSet<>(elements) : new ArrayList<>(elements);
    }

    Each each() {
        return each;
    }

    private Batch batch(List<@Nullable Object> all, @Nullable Object[] arguments) {
        Object receiver = each.isStatic() ? null : arguments[0];
        @Nullable
        Object[] others = each.isStatic() ? arguments.clone() : Arrays.copyOfRange(arguments, 1, arguments.length);
        return new Batch(site.region(), all, element -> fresh(receiver, others, element));
    }

    private Entry fresh(@Nullable Object receiver, @Nullable Object[] others, @Nullable Object element)
            throws Throwable {
        others[each.parameter()] = element;
        return site.fresh(site.layout().parts(receiver, others));
    }

    private boolean takesPass(Object asked) {
        return passing.get() > 0 && passes.remove(asked);
    }

    private int at() {
        return each.parameter() + (each.isStatic() ? 0 : 1);
    }
}
