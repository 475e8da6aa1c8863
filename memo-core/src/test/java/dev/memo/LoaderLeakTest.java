// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Governor;
import dev.memo.annotation.Receiver;
import dev.memo.annotation.Storage;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.method.MethodSettings;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application that is no longer used goes, with all that Memo kept for it, though the engine lives on. */
class LoaderLeakTest {
    private static final int BUDGET = 100_000;
    private static final int CALLS = 100;

    private final Engine engine = new Engine(EngineSettings.builder()
            .maxBytes(BUDGET)
            .ttlNanos(3_600_000_000_000L)
            .build());

    @ParameterizedTest
    @EnumSource(Storage.class)
    void aClassLoaderIsCollectedWithItsMethodsAndValues(Storage storage) throws Throwable {
        WeakReference<ClassLoader> loader = useAndForget(storage, Receiver.AUTO);
        assertThat(Eventually.collected(loader)).isTrue();
        assertThat(new Memo(engine.service()).methods()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Receiver.class, names = "IGNORE", mode = EnumSource.Mode.EXCLUDE)
    void aClassLoaderIsCollectedHoweverItsReceiversTakePart(Receiver receiver) throws Throwable {
        WeakReference<ClassLoader> loader = useAndForget(Storage.AUTO, receiver);
        assertThat(Eventually.collected(loader)).isTrue();
    }

    @Test
    void theBudgetGetsBackWhatACollectedApplicationHeld() throws Throwable {
        WeakReference<ClassLoader> loader = useAndForget(Storage.SHARED, Receiver.EQUALS);
        assertThat(Eventually.collected(loader)).isTrue();
        LinkedMethod method = LinkedMethod.of(engine, a -> "x".repeat(400), int.class);
        assertThat(Eventually.holdsAfterCollections(() -> keepsAll(method))).isTrue();
    }

    /** The receivers of a method in a long-lived loader may come from a short-lived one. */
    @Test
    void aReceiverOfACollectedApplicationDoesNotKeepItAlive() throws Throwable {
        MethodHandle probe = link(LoaderLeakTest.class.getClassLoader(), Storage.AUTO, Receiver.AUTO);
        TwinLoader twins = new TwinLoader(ReceiverSamples.Fieldless.class, ReceiverSamples.State.class);
        WeakReference<ClassLoader> loader = new WeakReference<>(twins);
        Object fieldless = make(twins, ReceiverSamples.Fieldless.class);
        land(probe.invokeWithArguments(fieldless, 1), "by class");
        assertThat(probe.invokeWithArguments(make(twins, ReceiverSamples.Fieldless.class), 1))
                .isEqualTo("by class");
        land(probe.invokeWithArguments(make(twins, ReceiverSamples.State.class, 1), 1), "by identity");
        twins = null;
        fieldless = null;
        assertThat(Eventually.collected(loader)).isTrue();
    }

    private boolean keepsAll(LinkedMethod method) {
        long evicted = method.stats().evictions();
        for (int i = 0; i < CALLS; i++) {
            assertThat(call(method, i)).isNotNull();
        }
        boolean all = method.stats().evictions() == evicted && method.stats().entries() == CALLS;
        method.invalidate(0);
        return all;
    }

    private static @Nullable Object call(LinkedMethod method, int key) {
        try {
            return method.call(key);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Fills most of the budget on behalf of an application whose receivers, keys and values are its own classes. */
    private WeakReference<ClassLoader> useAndForget(Storage storage, Receiver receiver) throws Throwable {
        TwinLoader loader =
                new TwinLoader(ReceiverSamples.Money.class, ReceiverSamples.MoreMoney.class, ValueSamples.Basket.class);
        MethodHandle probe = link(loader, storage, receiver);
        Object on = make(loader, ReceiverSamples.MoreMoney.class, 1);
        for (int i = 0; i < CALLS; i++) {
            Object key = make(loader, ReceiverSamples.Money.class, i);
            Object value = make(loader, ValueSamples.Basket.class, (Object) new String[] {"x".repeat(400)});
            land(probe.invokeWithArguments(on, key), value);
            assertThat(probe.invokeWithArguments(on, key)).isEqualTo(value);
        }
        assertThat(new Memo(engine.service()).stats().bytes()).isGreaterThan(BUDGET / 2);
        return new WeakReference<>(loader);
    }

    private MethodHandle link(ClassLoader loader, Storage storage, Receiver receiver) {
        MethodType parameters = MethodType.methodType(Object.class, Object.class);
        MethodSettings settings = new MethodSettings(
                "app", 0, 0, Barrier.KEY, receiver, storage, 0, 0, true, "", 0, Governor.DEFAULT, "", List.of(0));
        Object handle = engine.service().apply("link", new Object[] {
            loader,
            "test.App",
            "method",
            parameters.descriptorString(),
            parameters.insertParameterTypes(0, Object.class),
            settings.encode()
        });
        return (MethodHandle) handle;
    }

    @SuppressWarnings("unchecked") // a slot that is a latch is a consumer, too
    private static void land(@Nullable Object slot, Object value) {
        assertThat(slot).isInstanceOf(CountDownLatch.class).isInstanceOf(BiConsumer.class);
        BiConsumer<@Nullable Object, @Nullable Object> flight = (BiConsumer<@Nullable Object, @Nullable Object>) slot;
        flight.accept(value, null);
    }

    private static Object make(ClassLoader loader, Class<?> original, Object... arguments) throws Exception {
        Constructor<?> constructor = loader.loadClass(original.getName()).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }
}
