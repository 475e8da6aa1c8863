// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Governor;
import dev.memo.annotation.Receiver;
import dev.memo.annotation.Storage;
import dev.memo.link.Engine;
import dev.memo.method.MethodRef;
import dev.memo.method.MethodSettings;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Links probes as woven call sites have them, and hands in outcomes as woven bodies do. Stateless. */
final class Probes {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private Probes() {}

    /** Links a static method with these parameters. */
    static MethodHandle ofStatic(Engine engine, UnaryOperator<MethodSettings> change, Class<?>... parameters) {
        MethodType type = MethodType.methodType(Object.class, parameters);
        return link(engine, change.apply(settings(Receiver.IGNORE, parameters.length)), type, type);
    }

    /** Links this very method, static, with these parameters. */
    static MethodHandle ofStatic(Engine engine, MethodRef method, Class<?>... parameters) {
        Object handle = engine.service().apply("link", new Object[] {
            Probes.class.getClassLoader(),
            method.owner(),
            method.name(),
            method.descriptor(),
            MethodType.methodType(Object.class, parameters),
            settings(Receiver.IGNORE, parameters.length).encode()
        });
        return (MethodHandle) handle;
    }

    /** Links an instance method with these parameters; the probe takes the receiver first. */
    static MethodHandle ofInstance(Engine engine, Class<?>... parameters) {
        MethodType type = MethodType.methodType(Object.class, parameters);
        MethodSettings settings = settings(Receiver.AUTO, parameters.length);
        return link(engine, settings, type, type.insertParameterTypes(0, Object.class));
    }

    /** Hands in a value for what a probe returned; a probe that did not ask for a load is an error. */
    @SuppressWarnings("unchecked") // a slot that is a latch is a consumer, too
    static void load(@Nullable Object slot, @Nullable Object value) {
        if (!(slot instanceof CountDownLatch)) {
            throw new AssertionError("no flight but " + slot);
        }
        ((BiConsumer<@Nullable Object, @Nullable Object>) slot).accept(value, null);
    }

    /** Hands in an exception. */
    @SuppressWarnings("unchecked") // a slot that is a latch is a consumer, too
    static void fail(Object slot, Throwable thrown) {
        ((BiConsumer<@Nullable Object, @Nullable Object>) slot).accept(null, thrown);
    }

    private static MethodHandle link(Engine engine, MethodSettings settings, MethodType method, MethodType probe) {
        Object handle = engine.service().apply("link", new Object[] {
            Probes.class.getClassLoader(),
            "test.Probed",
            "p" + NAMES.incrementAndGet(),
            method.descriptorString(),
            probe,
            settings.encode()
        });
        return (MethodHandle) handle;
    }

    private static MethodSettings settings(Receiver receiver, int parameters) {
        List<Integer> all = IntStream.range(0, parameters).boxed().toList();
        return new MethodSettings(
                "test", 0, 0, Barrier.KEY, receiver, Storage.AUTO, 0, 0, true, "", 0, Governor.DEFAULT, "", all);
    }
}
