// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one class that woven code names: it links a method's call site, and passes on how the body ended.
 *
 * <p>This is a template. The agent renames it to {@code java.lang.MemoDispatch} and defines it in {@code java.base},
 * where every class loader sees it; so it is one class file, names types of {@code java.base} only, and asks no class
 * loader for anything. Only types of {@code java.base} cross it.
 *
 * <p>Nothing here throws, but for what a method is to throw ({@link #merged}): where Memo has trouble, the method runs as if it were not woven, and the trouble is told to
 * {@link #service}. A call site that is met while this thread is linking another one (the engine's own code, or a
 * user's {@code hashCode}) stays out of that call and links at its next one. Thread-safe.
 */
@SuppressWarnings("NullAway") // annotations of nullness are not of java.base
public final class MemoDispatch {
    /** The version of this protocol; whoever binds to it compares. */
    public static final int SPI = 2;

    /** Links: (Lookup, kind, type, method name, method descriptor, settings) to a handle of that type. */
    @SuppressWarnings("NonFinalStaticField") // set once by the agent, from outside
    public static volatile MethodHandle linker;

    /** What the facade calls: a word and its arguments in, types of the JDK out. */
    @SuppressWarnings("NonFinalStaticField") // likewise
    public static volatile BiFunction<String, Object[], Object> service;

    private static final ThreadLocal<Boolean> LINKING = new ThreadLocal<>();

    private MemoDispatch() {}

    /** Links a woven method's call site; the arguments after the type are the woven constants. */
    public static CallSite bsm(
            Lookup host, String kind, MethodType type, String name, String descriptor, String settings) {
        MethodHandle current = linker;
        if (current == null) {
            return inert(type);
        }
        if (LINKING.get() == null) {
            LINKING.set(true);
            try {
                MethodHandle linked = (MethodHandle) current.invokeExact(host, kind, type, name, descriptor, settings);
                return new ConstantCallSite(linked.asType(type));
            } catch (VirtualMachineError passing) { // the stack's end, say: the next call may have more room
                trouble(host, name, passing);
            } catch (Throwable thrown) {
                trouble(host, name, thrown);
                return inert(type);
            } finally {
                LINKING.remove();
            }
        }
        return later(type, MethodHandles.insertArguments(current, 0, host, kind, type, name, descriptor, settings));
    }

    /** The body has returned: {@code slot} is what the call site answered, null where Memo stayed out. */
    @SuppressWarnings("unchecked") // what the call site answers is a ticket, or null
    public static void done(Object value, Object slot) {
        if (slot != null) {
            try {
                ((BiConsumer<Object, Object>) slot).accept(value, null);
            } catch (Throwable thrown) {
                trouble(slot, "done", thrown);
            }
        }
    }

    /** The body has returned a stage, or the like; returns what the method is to return in its place. */
    @SuppressWarnings("unchecked") // what the call site answers is a ticket, or null
    public static Object own(Object value, Object slot) {
        if (!(slot instanceof Function)) {
            done(value, slot);
            return value;
        }
        try {
            return ((Function<Object, Object>) slot).apply(value);
        } catch (Throwable thrown) {
            trouble(slot, "own", thrown);
            return value;
        }
    }

    /** The body is about to run for many keys: returns the ones that it is to run for, in place of what is given. */
    public static Object asked(Object given, Object slot) {
        if (slot instanceof Callable<?> ticket) {
            try {
                return ticket.call();
            } catch (Throwable thrown) {
                trouble(slot, "asked", thrown);
            }
        }
        return given;
    }

    /**
     * The body has run for many keys; returns what the method is to return in place of that. Throws what it is to throw: a
     * key may be loaded by another call, which has failed.
     */
    @SuppressWarnings("unchecked") // what the call site answers is a ticket, or null
    public static Object merged(Object value, Object slot) {
        return slot instanceof Function ? ((Function<Object, Object>) slot).apply(value) : value;
    }

    /** The body has thrown; returns what it threw. */
    @SuppressWarnings("unchecked") // what the call site answers is a ticket, or null
    public static Throwable fail(Throwable thrown, Object slot) {
        if (slot != null) {
            try {
                ((BiConsumer<Object, Object>) slot).accept(null, thrown);
            } catch (Throwable own) {
                trouble(slot, "fail", own);
            }
        }
        return thrown;
    }

    /** The body has thrown, and {@link #fail} was told: returns what to return all the same, or null. */
    public static Object instead(Object slot) {
        if (slot instanceof Supplier<?> ticket) {
            try {
                return ticket.get();
            } catch (Throwable own) {
                trouble(slot, "instead", own);
            }
        }
        return null;
    }

    private static CallSite inert(MethodType type) {
        return new ConstantCallSite(MethodHandles.empty(type));
    }

    /** A site that links when it is called: {@code relink} gives the handle that the call then goes to. */
    private static CallSite later(MethodType type, MethodHandle linking) {
        MutableCallSite site = new MutableCallSite(MethodHandles.empty(type));
        try {
            MethodType signature = MethodType.methodType(MethodHandle.class, MutableCallSite.class, MethodHandle.class);
            MethodHandle relink = MethodHandles.lookup().findStatic(MemoDispatch.class, "relink", signature);
            MethodHandle bound = MethodHandles.insertArguments(relink, 0, site, linking);
            site.setTarget(MethodHandles.foldArguments(MethodHandles.exactInvoker(type), bound));
        } catch (Throwable thrown) {
            trouble(site, "relink", thrown);
        }
        return site;
    }

    @SuppressWarnings({"unused", "UnusedMethod"}) // called through a handle
    private static MethodHandle relink(MutableCallSite site, MethodHandle linking) {
        MethodHandle target = MethodHandles.empty(site.type());
        if (LINKING.get() != null) {
            return target;
        }
        LINKING.set(true);
        try {
            target = ((MethodHandle) linking.invokeExact()).asType(site.type());
            site.setTarget(target);
        } catch (VirtualMachineError passing) {
            trouble(site, "relink", passing);
        } catch (Throwable thrown) {
            trouble(site, "relink", thrown);
            site.setTarget(target);
        } finally {
            LINKING.remove();
        }
        return target;
    }

    private static void trouble(Object where, String what, Throwable thrown) {
        try {
            BiFunction<String, Object[], Object> current = service;
            if (current != null) {
                Object unused = current.apply("trouble", new Object[] {where, what, thrown});
            }
        } catch (Throwable ignored) { // nobody is left to tell
            return;
        }
    }
}
