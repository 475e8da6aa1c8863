// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.method.MethodRef;
import dev.memo.spi.Stats;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One memoized method of a runtime: what happened to it, and a way to make it forget. Thread-safe. */
public final class MemoizedMethodHandle {
    private final BiFunction<String, Object[], Object> service;
    private final Object site;
    private final String name;
    private final String declaringClass;
    private final String method;
    private final String descriptor;

    MemoizedMethodHandle(BiFunction<String, Object[], Object> service, Object[] row) {
        this.service = service;
        this.site = row[0];
        this.name = (String) row[1];
        this.declaringClass = (String) row[2];
        this.method = (String) row[3];
        this.descriptor = (String) row[4];
    }

    /** Returns the only one of this class, name and, if there are any, parameters; see {@link Memo#method}. */
    static MemoizedMethodHandle only(
            List<MemoizedMethodHandle> all, Class<?> type, String name, Class<?>... parameters) {
        List<MemoizedMethodHandle> found = new ArrayList<>();
        for (MemoizedMethodHandle method : all) {
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
                    + "\"): no memoized method of that name and these parameters has been called, found " + all
                    + ". Call it first, and check that it is woven or called through a proxy.");
        }
        return found.get(0);
    }

    /** Returns the name in reports: that of the annotation, or class and method. */
    public String name() {
        return name;
    }

    /** Returns the binary name of the class that declares the method. */
    public String declaringClass() {
        return declaringClass;
    }

    /** Returns the method's own name. */
    public String methodName() {
        return method;
    }

    /** Returns the method's descriptor, as class files have it. */
    public String descriptor() {
        return descriptor;
    }

    /** Returns a snapshot of what has happened to the method. Cheap; takes a short lock. */
    public Stats stats() {
        return Stats.of((long[]) service.apply("stats", new Object[] {site}));
    }

    /** Starts counting at zero again. Results stay, and so do the numbers of entries and bytes; the peak is what is kept now. */
    public void resetStats() {
        Object nothing = service.apply("resetStats", new Object[] {site});
        assert nothing == null : "the service answers nothing";
    }

    /**
     * Forgets the result for these arguments, whatever object the method was called on, and makes the result of a load
     * that is under way for them unkeepable. Looks at each entry if the receiver takes part in the key.
     *
     * @param arguments all arguments of the call, in order; those that are not in the key do not matter
     * @return how many results were forgotten or fenced off
     */
    public int invalidate(@Nullable Object... arguments) {
        return invalidateOn(null, arguments);
    }

    /**
     * Forgets the result for these arguments on one object.
     *
     * @param receiver the object that the method was called on; for a proxy, what it wraps; null for any
     * @param arguments all arguments of the call, in order
     * @return how many results were forgotten or fenced off
     */
    public int invalidateOn(@Nullable Object receiver, @Nullable Object... arguments) {
        return invalidate("invalidate", receiver, arguments);
    }

    private int invalidate(String operation, @Nullable Object receiver, @Nullable Object @Nullable [] arguments) {
        if (arguments == null) {
            throw new NullPointerException(name
                    + ".invalidate: arguments must not be null, was null. For an argument that is null, pass (Object)"
                    + " null.");
        }
        checkCount(arguments.length);
        @SuppressWarnings("NullAway") // the receiver may be null; the service's type cannot say so
        Object dropped = service.apply(operation, new Object[] {site, receiver, arguments});
        return (Integer) dropped;
    }

    /** Forgets all results of the method, and makes the results of loads that are under way unkeepable. */
    public void invalidateAll() {
        Object nothing = service.apply("invalidateAll", new Object[] {site});
        assert nothing == null : "the service answers nothing";
    }

    /**
     * Makes the result for these arguments stale, whatever object the method was called on: it is served while one caller
     * loads it anew, as long as the method's {@code keep} allows; dropped where it has none.
     *
     * @param arguments all arguments of the call, in order; those that are not in the key do not matter
     * @return how many results were made stale, dropped or fenced off
     */
    public int invalidateSoftly(@Nullable Object... arguments) {
        return invalidate("outdate", null, arguments);
    }

    /** Makes all results of the method stale, or drops them, as {@link #invalidateSoftly} does. */
    public void invalidateAllSoftly() {
        Object nothing = service.apply("outdateAll", new Object[] {site});
        assert nothing == null : "the service answers nothing";
    }

    @Override
    public String toString() {
        return name;
    }

    private void checkCount(int found) {
        int wanted = java.lang.invoke.MethodType.fromMethodDescriptorString(
                        descriptor.replaceAll("L[^;]+;", "Ljava/lang/Object;"), null)
                .parameterCount();
        if (new MethodRef("", "", descriptor).suspends()) {
            wanted--; // the one that Kotlin's compiler has added
        }
        if (found != wanted) {
            throw new IllegalArgumentException(name + ".invalidate: it takes all " + wanted
                    + " arguments of the method, found " + found + ". Pass them in order, as in the call.");
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
