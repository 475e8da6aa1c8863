// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Governor;
import dev.memo.annotation.Receiver;
import dev.memo.annotation.Storage;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.method.MethodSettings;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * Links a method of nobody before the first class is woven, with an engine that is thrown away.
 *
 * <p>All that the engine needs to link is initialized then, on a thread that is in no initializer of the application's:
 * two threads that first call woven methods inside initializers cannot wait for each other over it. Thread-safe.
 */
final class FirstUse {
    private final AtomicBoolean done = new AtomicBoolean();

    void prepare() {
        if (done.compareAndSet(false, true)) {
            try {
                link();
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("Memo's engine cannot link", e);
            }
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a flight takes a value, or null and an exception
    private static void link() throws Throwable {
        MethodHandle linker = new Engine(EngineSettings.defaults()).linker();
        MethodType type = MethodType.methodType(Object.class, long.class);
        MethodHandle linked = (MethodHandle)
                linker.invokeExact(MethodHandles.lookup(), "memoize", type, "prepare", "(J)J", settings());
        Object slot = linked.asType(type).invoke(1L);
        if (slot instanceof BiConsumer<?, ?>) { // a load that is begun and never ends would mark this thread
            ((BiConsumer<Object, Object>) slot).accept(1L, null);
        }
    }

    private static String settings() {
        return new MethodSettings(
                        "prepare",
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
                        List.of(0))
                .encode();
    }
}
