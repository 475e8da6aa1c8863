// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Governor;
import dev.memo.annotation.Receiver;
import dev.memo.annotation.Storage;
import dev.memo.method.MethodSettings;
import dev.memo.snapshot.Content;
import dev.memo.snapshot.SnapshotRow;
import dev.memo.snapshot.SnapshotWriter;
import dev.memo.spi.LeftOut;
import dev.memo.spi.SnapshotException;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recorded keys that a later runtime calls methods with, in the background. */
@Timeout(60)
class WarmUpTest {
    private static final Queue<String> CALLED = new ConcurrentLinkedQueue<>();
    private static final MethodType TYPE = MethodType.methodType(Object.class, int.class, String.class);
    private static final String DESCRIPTOR = "(ILjava/lang/String;)Ljava/lang/String;";
    private static final String METHOD = WarmUpTest.class.getName() + ".text" + DESCRIPTOR;

    @TempDir
    Path folder;

    @BeforeEach
    void startAnew() {
        CALLED.clear();
    }

    @SuppressWarnings("unused") // called as woven code would
    private static String text(int number, @Nullable String unit) {
        CALLED.add(number + " " + unit);
        if (number == 13) {
            throw new IllegalStateException("not 13");
        }
        return number + " " + unit;
    }

    @Test
    void whatIsUsedMostIsCalledOnceItsMethodWasCalled() throws Throwable {
        Path file = folder.resolve("keys.memo");
        assertThat(record(file, 3).results()).isEqualTo(3);
        Engine later = engine();
        assertThat(later.recorder().replay(file, 1_000_000)).isEqualTo(3);
        assertThat(later.warmUp().counts()).as("its class may not be there yet").containsExactly(3, 0, 0);
        assertThat(CALLED).isEmpty();
        MethodHandle unused = link(later, "text", DESCRIPTOR, TYPE);
        awaitEnd(later);
        assertThat(later.warmUp().counts()).containsExactly(0, 3, 0);
        assertThat(CALLED).hasSize(3).contains("2 null", "4 km");
    }

    @Test
    void whatIsLeftOutIsCounted() throws Throwable {
        Snapshots.Outcome outcome = record(folder.resolve("keys.memo"), 3);
        assertThat(outcome.reasons()).containsOnlyKeys(LeftOut.NO_ROOM).containsEntry(LeftOut.NO_ROOM, 2L);
        Engine engine = engine();
        load(link(engine, "whole", "(I)I", MethodType.methodType(Object.class, int.class)), 1);
        assertThat(engine.recorder().save(folder.resolve("none.memo"), 3).reasons())
                .as("it needs an object")
                .containsOnlyKeys(LeftOut.NEEDS_MORE);
    }

    @Test
    void whatTheMethodThrowsAndArgumentsThatAreNotItsOwnAreCounted() throws Throwable {
        Path file = folder.resolve("keys.memo");
        try (SnapshotWriter writer = new SnapshotWriter("test", file, Content.KEYS)) {
            for (byte[] bytes :
                    List.of(new byte[0], new byte[] {0, 0, 0, 9, 1}, new byte[] {-1, -1, -1, -1, 0, 0, 0, 0})) {
                writer.add(new SnapshotRow(new StoreKey(METHOD, new byte[8], bytes), StoreValue.of(new byte[0], 0), 0));
            }
            long unused = writer.finish();
        }
        Engine engine = engine();
        long unused = engine.recorder().replay(file, 1_000_000);
        load(link(engine, "text", DESCRIPTOR, TYPE), 13, "km");
        awaitEnd(engine);
        assertThat(engine.warmUp().counts()).containsExactly(0, 0, 3);
        assertThat(CALLED).isEmpty();
        Snapshots.Outcome saved = engine.recorder().save(file, 10);
        assertThat(saved.reasons()).isEmpty();
        unused = engine.recorder().replay(file, 1_000_000);
        awaitEnd(engine);
        assertThat(engine.warmUp().counts()).as("13 throws").containsExactly(0, 0, 4);
        assertThat(CALLED).containsExactly("13 km");
    }

    @Test
    void noMoreAreCalledInASecondThanItWasTold() throws Throwable {
        Path file = folder.resolve("keys.memo");
        assertThat(record(file, 5).results()).isEqualTo(5);
        Engine later = engine();
        MethodHandle unused = link(later, "text", DESCRIPTOR, TYPE);
        long began = System.nanoTime();
        long taken = later.recorder().replay(file, 50);
        awaitEnd(later);
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(taken * 20_000_000);
        assertThat(CALLED).hasSize(5);
    }

    @Test
    void stoppedItCallsNothingMore() throws Throwable {
        Path file = folder.resolve("keys.memo");
        assertThat(record(file, 5).results()).isEqualTo(5);
        Engine later = engine();
        MethodHandle unused = link(later, "text", DESCRIPTOR, TYPE);
        long taken = later.recorder().replay(file, 1);
        later.warmUp().stop();
        assertThat(taken).isEqualTo(5);
        assertThat(later.warmUp().counts()[0]).isZero();
        assertThat(later.recorder().replay(file, 1_000_000))
                .as("it may begin anew")
                .isEqualTo(5);
        awaitEnd(later);
        assertThat(CALLED).hasSizeBetween(5, 6);
    }

    @Test
    void recordedCallsOfAMethodThatWasNotCalledAreCarriedOn() throws Throwable {
        Path file = folder.resolve("keys.memo");
        assertThat(record(file, 3).results()).isEqualTo(3);
        for (int run = 1; run <= 7; run++) {
            Engine idle = engine();
            assertThat(idle.recorder().replay(file, 1_000_000)).isEqualTo(3);
            assertThat(idle.recorder().save(file, 10).results())
                    .as("run " + run)
                    .isEqualTo(3);
        }
        Engine other = engine();
        long unused = other.recorder().replay(file, 1);
        load(link(other, "text", DESCRIPTOR, TYPE), 2, null);
        other.warmUp().stop();
        Snapshots.Outcome used = other.recorder().save(file, 10);
        assertThat(used.results()).as("the one that was used").isEqualTo(1);
        assertThat(used.reasons()).as("outlived").containsEntry(LeftOut.ENDED, 2L);
    }

    @Test
    void callsThatWereNotBegunGiveWayToThoseThatWereUsed() throws Throwable {
        Path file = folder.resolve("keys.memo");
        assertThat(record(file, 5).results()).isEqualTo(5);
        Engine next = engine();
        MethodHandle probe = link(next, "text", DESCRIPTOR, TYPE);
        long unused = next.recorder().replay(file, 1);
        next.warmUp().stop();
        load(probe, 77, "km");
        Snapshots.Outcome saved = next.recorder().save(file, 3);
        assertThat(saved.results()).isEqualTo(3);
        assertThat(saved.reasons().get(LeftOut.NO_ROOM)).isGreaterThanOrEqualTo(2);
        CALLED.clear();
        Engine last = engine();
        unused = last.recorder().replay(file, 1_000_000);
        MethodHandle linked = link(last, "text", DESCRIPTOR, TYPE);
        assertThat(linked).isNotNull();
        awaitEnd(last);
        assertThat(CALLED).hasSize(3).contains("77 km");
    }

    @Test
    void snapshotsAndRecordsAreToldApart() throws Throwable {
        Path file = folder.resolve("keys.memo");
        Snapshots.Outcome unused = record(file, 5);
        assertThatThrownBy(() -> engine().snapshots().load(file))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("memo.load(" + file
                        + "): it is not such a file, found what memo.warmUp reads. Use that, or name"
                        + " another file.");
    }

    private static Snapshots.Outcome record(Path file, int most) throws Throwable {
        Engine engine = engine();
        MethodHandle probe = link(engine, "text", DESCRIPTOR, TYPE);
        for (int i = 1; i <= 5; i++) {
            load(probe, i, i == 2 ? null : "km");
        }
        load(probe, 6, "km"); // a miss, so that uses from now on are told from those before
        Object unused = probe.invoke(2, (String) null);
        unused = probe.invoke(4, "km");
        unused = engine.service().apply("invalidate", new Object[] {site(engine), null, new Object[] {6, "km"}});
        CALLED.clear();
        return engine.recorder().save(file, most);
    }

    private static @Nullable Object site(Engine engine) {
        return ((Object[][]) engine.service().apply("methods", new Object[0]))[0][0];
    }

    @SuppressWarnings("unchecked") // a flight is such a function
    private static void load(MethodHandle probe, @Nullable Object... arguments) throws Throwable {
        Object flight = probe.invokeWithArguments(arguments);
        ((BiConsumer<@Nullable Object, @Nullable Throwable>) flight).accept("loaded", null);
    }

    private static Engine engine() {
        return new Engine(EngineSettings.builder().maxBytes(1 << 20).build());
    }

    private static MethodHandle link(Engine engine, String name, String descriptor, MethodType type) throws Throwable {
        List<Integer> all = type.parameterCount() == 1 ? List.of(0) : List.of(0, 1);
        MethodSettings settings = new MethodSettings(
                name, 0, 0, Barrier.KEY, Receiver.IGNORE, Storage.AUTO, 0, 0, true, "", 0, Governor.DEFAULT, "", all);
        return (MethodHandle)
                engine.linker().invoke(MethodHandles.lookup(), "memoize", type, name, descriptor, settings.encode());
    }

    private static void awaitEnd(Engine engine) {
        while (engine.warmUp().counts()[0] > 0) {
            Thread.onSpinWait();
        }
    }

    /** Needs an object. */
    int whole(int number) {
        return number;
    }
}
