// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Governor;
import dev.memo.annotation.Receiver;
import dev.memo.annotation.Storage;
import dev.memo.method.MethodSettings;
import dev.memo.spi.Stats;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A static method that is linked and called as woven code would, with an original given by the test. Thread-safe. */
public final class LinkedMethod {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final MethodHandle probe;
    private final Function<@Nullable Object[], @Nullable Object> original;
    private final AtomicInteger runs = new AtomicInteger();
    private final Engine engine;
    private final String name;

    private LinkedMethod(
            Engine engine,
            MethodType type,
            MethodSettings settings,
            Function<@Nullable Object[], @Nullable Object> original) {
        this.engine = engine;
        this.name = "m" + NAMES.incrementAndGet();
        this.original = original;
        Object handle = engine.service().apply("link", new Object[] {
            LinkedMethod.class.getClassLoader(),
            "test.Subject",
            name,
            type.changeReturnType(Object.class).descriptorString(),
            type.changeReturnType(Object.class),
            settings.encode(),
            calling(this, type.changeReturnType(Object.class))
        });
        this.probe = (MethodHandle) handle;
    }

    /** Links a method with these parameters: primitives, String or Object. */
    public static LinkedMethod of(
            Engine engine, Function<@Nullable Object[], @Nullable Object> original, Class<?>... parameters) {
        return of(engine, settings -> settings, original, parameters);
    }

    /** Links a method with other settings than the default. */
    public static LinkedMethod of(
            Engine engine,
            UnaryOperator<MethodSettings> change,
            Function<@Nullable Object[], @Nullable Object> original,
            Class<?>... parameters) {
        List<Integer> all = IntStream.range(0, parameters.length).boxed().toList();
        MethodSettings settings = change.apply(new MethodSettings(
                "test",
                0,
                0,
                Barrier.KEY,
                Receiver.IGNORE,
                Storage.AUTO,
                0,
                0,
                true,
                "",
                0,
                Governor.DEFAULT,
                "",
                all));
        return new LinkedMethod(engine, MethodType.methodType(Object.class, parameters), settings, original);
    }

    /** Returns what calls a linked method, as a woven one would be called again. */
    static MethodHandle calling(Object linked, MethodType type) {
        try {
            return MethodHandles.lookup()
                    .findVirtual(linked.getClass(), "call", MethodType.methodType(Object.class, Object[].class))
                    .bindTo(linked)
                    .asCollector(Object[].class, type.parameterCount())
                    .asType(type);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a linked method cannot be called", e);
        }
    }

    /** Calls the method. */
    public @Nullable Object call(@Nullable Object... arguments) throws Throwable {
        Object slot = probe.invokeWithArguments(arguments);
        if (slot == null) {
            return run(arguments);
        }
        if (slot instanceof CountDownLatch) {
            return load(slot, arguments);
        }
        return slot == Void.TYPE ? null : slot;
    }

    /** Returns how often the original ran. */
    public int runs() {
        return runs.get();
    }

    /** Returns what was counted. */
    public Stats stats() {
        return Stats.of((long[]) engine.service().apply("stats", new Object[] {site()}));
    }

    /** Returns what management knows it by. */
    public Object site() {
        for (Object[] row : (Object[][]) engine.service().apply("methods", new Object[0])) {
            if (row[3].equals(name)) {
                return row[0];
            }
        }
        throw new AssertionError(name);
    }

    /** Forgets the result for these arguments. */
    public int invalidate(@Nullable Object... arguments) {
        @SuppressWarnings("NullAway") // no receiver
        Object dropped = engine.service().apply("invalidate", new Object[] {site(), null, arguments});
        return (Integer) dropped;
    }

    @SuppressWarnings("unchecked") // a slot that is a latch is a consumer, too
    private @Nullable Object load(Object slot, @Nullable Object[] arguments) throws Throwable {
        BiConsumer<@Nullable Object, @Nullable Object> flight = (BiConsumer<@Nullable Object, @Nullable Object>) slot;
        Object value;
        try {
            value = run(arguments);
        } catch (Throwable e) {
            flight.accept(null, e);
            Object instead = ((Supplier<?>) slot).get();
            if (instead == null) {
                throw e;
            }
            return instead == Void.TYPE ? null : instead;
        }
        flight.accept(value, null);
        return value;
    }

    private @Nullable Object run(@Nullable Object[] arguments) {
        runs.incrementAndGet();
        return original.apply(arguments);
    }
}
