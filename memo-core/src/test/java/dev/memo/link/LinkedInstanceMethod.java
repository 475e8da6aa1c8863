// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Governor;
import dev.memo.annotation.Receiver;
import dev.memo.annotation.Storage;
import dev.memo.method.MethodSettings;
import dev.memo.spi.Stats;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An instance method that is linked and called as woven code would; the original is given receiver and arguments in
 * one array. Thread-safe.
 */
public final class LinkedInstanceMethod {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Engine engine;
    private final String name = "i" + NAMES.incrementAndGet();
    private final Function<@Nullable Object[], @Nullable Object> original;
    private final AtomicInteger runs = new AtomicInteger();
    private final MethodHandle probe;

    private LinkedInstanceMethod(
            Engine engine,
            UnaryOperator<MethodSettings> change,
            Function<@Nullable Object[], @Nullable Object> original,
            MethodType type) {
        this.engine = engine;
        this.original = original;
        List<Integer> all = IntStream.range(0, type.parameterCount()).boxed().toList();
        MethodSettings settings = change.apply(new MethodSettings(
                name, 0, 0, Barrier.KEY, Receiver.AUTO, Storage.AUTO, 0, 0, true, "", 0, Governor.DEFAULT, "", all));
        MethodType probeType =
                settings.receiver() == Receiver.IGNORE ? type : type.insertParameterTypes(0, Object.class);
        Object handle = engine.service().apply("link", new Object[] {
            LinkedInstanceMethod.class.getClassLoader(),
            "test.Instance",
            name,
            type.descriptorString(),
            probeType,
            settings.encode(),
            LinkedMethod.calling(this, type.insertParameterTypes(0, Object.class))
        });
        this.probe = (MethodHandle) handle;
    }

    /** Links a method with these parameters beside the receiver. */
    public static LinkedInstanceMethod of(
            Engine engine,
            UnaryOperator<MethodSettings> change,
            Function<@Nullable Object[], @Nullable Object> original,
            Class<?>... parameters) {
        return new LinkedInstanceMethod(engine, change, original, MethodType.methodType(Object.class, parameters));
    }

    /** Calls the method on a receiver, which is the first of these. */
    public @Nullable Object call(@Nullable Object... receiverAndArguments) throws Throwable {
        @Nullable Object[] given = receiverAndArguments;
        Object slot = probe.type().parameterCount() == given.length
                ? probe.invokeWithArguments(given)
                : probe.invokeWithArguments(List.of(given).subList(1, given.length));
        if (slot == null) {
            return run(given);
        }
        return slot instanceof CountDownLatch ? load(slot, given) : slot == Void.TYPE ? null : slot;
    }

    /** Returns how often the original ran. */
    public int runs() {
        return runs.get();
    }

    /** Returns the name it has in the runtime. */
    public String name() {
        return name;
    }

    /** Returns what was counted. */
    public Stats stats() {
        for (Object[] row : (Object[][]) engine.service().apply("methods", new Object[0])) {
            if (row[3].equals(name)) {
                return Stats.of((long[]) engine.service().apply("stats", new Object[] {row[0]}));
            }
        }
        throw new AssertionError(name);
    }

    @SuppressWarnings("unchecked") // a slot that is a latch is a consumer, too
    private @Nullable Object load(Object slot, @Nullable Object[] given) {
        BiConsumer<@Nullable Object, @Nullable Object> flight = (BiConsumer<@Nullable Object, @Nullable Object>) slot;
        try {
            Object value = run(given);
            flight.accept(value, null);
            return value;
        } catch (Throwable e) {
            flight.accept(null, e);
            throw e;
        }
    }

    private @Nullable Object run(@Nullable Object[] given) {
        runs.incrementAndGet();
        return original.apply(given);
    }
}
