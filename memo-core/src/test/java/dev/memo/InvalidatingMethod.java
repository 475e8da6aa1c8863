// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.link.Engine;
import dev.memo.link.LinkedMethod;
import dev.memo.method.Invalidation;
import dev.memo.method.MethodRef;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A {@code void put(int key)} that invalidates another method, linked and called as woven code would. Thread-safe. */
final class InvalidatingMethod {
    private final MethodHandle probe;

    InvalidatingMethod(Engine engine, LinkedMethod target, boolean all, boolean before) throws Throwable {
        Invalidation invalidation =
                new Invalidation(reference(engine, target), all, before, false, all ? List.of() : List.of(0));
        MethodHandle linker = engine.linker();
        this.probe = (MethodHandle) linker.invokeExact(
                MethodHandles.lookup(),
                "invalidate",
                MethodType.methodType(Object.class, int.class),
                "put",
                "(I)V",
                Invalidation.encode(List.of(invalidation)));
    }

    /** Calls the method, whose original is the body. */
    @SuppressWarnings("unchecked") // a slot that is a latch is a consumer, too
    void put(int key, Runnable body) throws Throwable {
        Object slot = (Object) probe.invokeExact(key);
        try {
            body.run();
        } catch (Throwable e) {
            if (slot != null) {
                ((BiConsumer<@Nullable Object, @Nullable Object>) slot).accept(null, e);
            }
            throw e;
        }
        if (slot != null) {
            ((BiConsumer<@Nullable Object, @Nullable Object>) slot).accept(null, null);
        }
    }

    /** Forgets all results of a method, as management does. */
    static void invalidateAll(Engine engine, LinkedMethod method) {
        assertThat(engine.service().apply("invalidateAll", new Object[] {method.site()}))
                .isNull();
    }

    private static MethodRef reference(Engine engine, LinkedMethod target) {
        Object site = target.site();
        for (Object[] row : (Object[][]) engine.service().apply("methods", new Object[0])) {
            if (row[0] == site) {
                return new MethodRef((String) row[2], (String) row[3], (String) row[4]);
            }
        }
        throw new AssertionError(site);
    }
}
