// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.codec.AllowList;
import dev.memo.codec.AllowPattern;
import dev.memo.codec.StoreCodec;
import dev.memo.frame.FrameOptions;
import dev.memo.frame.Frames;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each check fails a reader that is broken as the check says, or that nothing is found says nothing. */
@Tag("parity-60")
@Tag("parity-61")
class FrameChecksTest {
    private static final FrameReader NONE = frame -> null;
    private static final FrameReader ITEM = frame -> Item.sample();

    private final Watching loader = new Watching();

    @Test
    void soundReadersPassAllThatTheFuzzerBeginsWith() {
        for (byte[] seed : FrameSeeds.all()) {
            assertThatCode(() -> FrameTarget.fuzzerTestOneInput(seed)).doesNotThrowAnyException();
        }
        assertThat(Tally.text())
                .contains("VALUE=", "CLASS_NOT_ALLOWED=", "FORMAT_NEWER=", "FORMAT_OLDER=", "NOT_SEALED=");
    }

    @Test
    void seedsAreTheSameEachTime() {
        assertThat(FrameSeeds.all()).usingRecursiveComparison().isEqualTo(FrameSeeds.all());
        assertThat(SnapshotSeeds.all()).usingRecursiveComparison().isEqualTo(SnapshotSeeds.all());
    }

    @Test
    void exceptionIsReportedWhicheverReaderThrowsIt() {
        FrameReader broken = frame -> {
            throw new ArrayIndexOutOfBoundsException("broken");
        };
        FrameChecks items = new FrameChecks(broken, NONE, NONE, loader);
        FrameChecks anything = new FrameChecks(NONE, broken, NONE, loader);
        FrameChecks secrets = new FrameChecks(NONE, NONE, broken, loader);

        for (int kind : new int[] {0, 1, 3, 5}) {
            assertThatThrownBy(() -> items.check(input(kind)))
                    .as("kind %d", kind)
                    .hasMessage("broken");
        }
        for (int kind : new int[] {4, 5}) {
            assertThatThrownBy(() -> anything.check(input(kind)))
                    .as("kind %d", kind)
                    .hasMessage("broken");
        }
        for (int kind : new int[] {0, 2, 6}) {
            assertThatThrownBy(() -> secrets.check(input(kind)))
                    .as("kind %d", kind)
                    .hasMessage("broken");
        }
    }

    @Test
    void valueOfAnotherClassIsReported() {
        FrameChecks checks = new FrameChecks(frame -> "text", NONE, frame -> "text", loader);

        for (int kind : new int[] {0, 1, 3, 5, 6}) {
            assertThatThrownBy(() -> checks.check(input(kind)))
                    .as("kind %d", kind)
                    .isInstanceOf(Found.class)
                    .hasMessageContaining("another class than the declared one");
        }
    }

    @Test
    void secondValueOfOneFrameIsReported() {
        AtomicInteger calls = new AtomicInteger();
        FrameReader changing = frame -> new Item("item", calls.incrementAndGet(), List.of());
        FrameReader forgetting = frame -> calls.incrementAndGet() % 2 == 1 ? null : Item.sample();

        assertThatThrownBy(() -> new FrameChecks(changing, NONE, NONE, loader).check(input(1)))
                .isInstanceOf(Found.class)
                .hasMessageContaining("two values");
        calls.set(1);
        assertThatThrownBy(() -> new FrameChecks(forgetting, NONE, NONE, loader).check(input(1)))
                .as("there once, and not again")
                .isInstanceOf(Found.class)
                .hasMessageContaining("two values");
    }

    /** It takes what is not sealed for sealed, as {@link Frames} with a key must not. */
    @Test
    void valueThatNobodyHasSealedIsReported() {
        Item forged = new Item("forged", 1, List.of());
        FrameReader blind = FrameTarget.reader(frames(FrameOptions.PLAIN));
        FrameChecks checks = new FrameChecks(NONE, NONE, blind, loader);
        byte[] frame = FrameSeeds.plain(forged);

        for (int kind : new int[] {0, 2}) {
            assertThatThrownBy(() -> checks.check(Bytes.behind(kind, frame)))
                    .as("kind %d", kind)
                    .isInstanceOf(Found.class)
                    .hasMessageContaining("nobody with the key");
        }
        FrameChecks sealed = new FrameChecks(NONE, NONE, FrameTarget.reader(frames(FrameTarget.SEALED)), loader);
        assertThatCode(() -> sealed.check(Bytes.behind(2, FrameSeeds.sealed(Item.sample()))))
                .as("what was sealed")
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> sealed.check(Bytes.behind(2, FrameSeeds.sealed(forged))))
                .as("an expectation that is not met")
                .isInstanceOf(Found.class);
    }

    /** It admits classes that the declared result does not reach. */
    @Test
    void classOffTheListIsReportedWhenItIsAskedFor() {
        AllowList wide = new AllowList(loader, Object.class, List.of(new AllowPattern("dev.memo.fuzz.*")));
        Frames frames = new Frames(FrameTarget.STAMP, new StoreCodec(loader, wide), FrameOptions.PLAIN);
        FrameChecks checks = new FrameChecks(NONE, FrameTarget.reader(frames), NONE, loader);
        byte[] payload = FrameTarget.payload(FrameSeeds.plain(List.of(Trap.unsprung())));
        Trap.disarm();

        assertThatThrownBy(() -> checks.check(Bytes.behind(4, payload)))
                .isInstanceOf(Found.class)
                .hasMessageContaining(Trap.class.getName());
        Trap.disarm();
    }

    @Test
    void objectOfAClassOffTheListIsReportedWhicheverLoaderHasFoundIt() {
        FrameReader careless = frame -> {
            Trap unused = new Trap("found by another class loader");
            return Item.sample();
        };
        FrameChecks checks = new FrameChecks(careless, NONE, NONE, loader);

        assertThatThrownBy(() -> checks.check(input(1)))
                .isInstanceOf(Found.class)
                .hasMessageContaining("object of a class off the list");
        assertThatCode(() -> new FrameChecks(ITEM, ITEM, ITEM, loader).check(input(1)))
                .as("it was told once")
                .doesNotThrowAnyException();
    }

    private static Frames frames(FrameOptions options) {
        ClassLoader own = FrameChecksTest.class.getClassLoader();
        return new Frames(FrameTarget.STAMP, new StoreCodec(own, new AllowList(own, Item.class, List.of())), options);
    }

    private static byte[] input(int kind) {
        return Bytes.behind(kind, FrameSeeds.plain(Item.sample()));
    }
}
