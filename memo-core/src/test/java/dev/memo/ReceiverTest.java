// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.ReceiverSamples.Color;
import dev.memo.ReceiverSamples.Fieldless;
import dev.memo.ReceiverSamples.FieldlessBelow;
import dev.memo.ReceiverSamples.Money;
import dev.memo.ReceiverSamples.MoreMoney;
import dev.memo.ReceiverSamples.Point;
import dev.memo.ReceiverSamples.State;
import dev.memo.ReceiverSamples.Template;
import dev.memo.annotation.Receiver;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedInstanceMethod;
import dev.memo.link.Tuned;
import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose result a call gets. */
class ReceiverTest {
    private final Engine engine = new Engine(EngineSettings.defaults());

    @Test
    void instancesOfAClassWithoutFieldsShareByClass() throws Throwable {
        assertShared(Receiver.AUTO, new Fieldless(), new Fieldless());
        assertShared(Receiver.AUTO, new FieldlessBelow(), new FieldlessBelow());
        assertShared(Receiver.AUTO, new ReceiverSamples.StaticsOnly(), new ReceiverSamples.StaticsOnly());
        assertApart(Receiver.AUTO, new Fieldless(), new FieldlessBelow());
    }

    @Test
    void aClassWithoutFieldsSharesByClassWhateverItsEquality() throws Throwable {
        assertShared(Receiver.AUTO, new ReceiverSamples.FieldlessUnequal(), new ReceiverSamples.FieldlessUnequal());
    }

    @Test
    void twoSubclassesOfATemplateDoNotShare() throws Throwable {
        LinkedInstanceMethod render = LinkedInstanceMethod.of(
                engine, receiver(Receiver.AUTO), a -> ((Template) Objects.requireNonNull(a[0])).part());
        for (int round = 0; round < 2; round++) {
            assertThat(render.call(new Template.Left())).isEqualTo("left");
            assertThat(render.call(new Template.Right())).isEqualTo("right");
        }
        assertThat(render.runs()).isEqualTo(2);
    }

    @Test
    void aFieldMakesInstancesDifferAlsoWhenInherited() throws Throwable {
        assertApart(Receiver.AUTO, new State(1), new State(1));
        assertApart(Receiver.AUTO, new ReceiverSamples.BelowState(1), new ReceiverSamples.BelowState(1));
    }

    /** Reflection hides the fields of ClassLoader. */
    @Test
    void aClassLoaderIsNotTakenForAClassWithoutFields() throws Throwable {
        assertApart(Receiver.AUTO, new ReceiverSamples.Loader(null), new ReceiverSamples.Loader(null));
    }

    @Test
    void lambdasThatCaptureDoNotShare() throws Throwable {
        IntFunction<Runnable> capturing = i -> () -> assertThat(i).isNotNegative();
        assertApart(Receiver.AUTO, capturing.apply(1), capturing.apply(2));
    }

    @Test
    void enumConstantsAreThemselves() throws Throwable {
        assertShared(Receiver.AUTO, Color.RED, Color.RED);
        assertApart(Receiver.AUTO, Color.RED, Color.GREEN);
        assertApart(Receiver.AUTO, Color.GREEN, Color.WITH_BODY);
    }

    @Test
    void recordsShareByEquality() throws Throwable {
        assertShared(Receiver.AUTO, new Point(1, 2), new Point(1, 2));
        assertApart(Receiver.AUTO, new Point(1, 2), new Point(2, 1));
        assertApart(Receiver.AUTO, new Point(1, 2), new ReceiverSamples.Pixel(1, 2));
    }

    @Test
    void classesThatDeclareBothHalvesOfEqualityShareByIt() throws Throwable {
        assertShared(Receiver.AUTO, new Money(5), new Money(5));
        assertApart(Receiver.AUTO, new Money(5), new Money(6));
        assertApart(Receiver.AUTO, new ReceiverSamples.OnlyEquals(1), new ReceiverSamples.OnlyEquals(1));
    }

    @Test
    void aSubclassOfAClassWithEqualityGoesByIdentity() throws Throwable {
        assertApart(Receiver.AUTO, new MoreMoney(5), new MoreMoney(5));
        assertApart(Receiver.AUTO, new Money(5), new MoreMoney(5));
    }

    @Test
    void identityIsGivenByWord() throws Throwable {
        assertApart(Receiver.IDENTITY, new Point(1, 2), new Point(1, 2));
        assertApart(Receiver.IDENTITY, new Fieldless(), new Fieldless());
        Point same = new Point(3, 4);
        assertShared(Receiver.IDENTITY, same, same);
    }

    @Test
    void equalityIsGivenByWord() throws Throwable {
        assertShared(Receiver.EQUALS, new MoreMoney(5), new MoreMoney(5));
        assertApart(Receiver.EQUALS, new MoreMoney(5), new MoreMoney(6));
        assertApart(Receiver.EQUALS, new Money(7), new MoreMoney(7));
        assertApart(Receiver.EQUALS, new State(1), new State(1));
    }

    @Test
    void anIgnoredReceiverIsNoPartOfTheKey() throws Throwable {
        assertShared(Receiver.IGNORE, new State(1), new State(2));
        assertShared(Receiver.IGNORE, "anything", new Point(1, 2));
    }

    @Test
    void argumentsCountBesideTheReceiver() throws Throwable {
        LinkedInstanceMethod sum =
                LinkedInstanceMethod.of(engine, receiver(Receiver.AUTO), a -> a[0] + "+" + a[1], int.class);
        assertThat(sum.call(new Point(1, 1), 1)).isEqualTo("Point[x=1, y=1]+1");
        assertThat(sum.call(new Point(1, 1), 2)).isEqualTo("Point[x=1, y=1]+2");
        assertThat(sum.call(new Point(1, 1), 1)).isEqualTo("Point[x=1, y=1]+1");
        assertThat(sum.runs()).isEqualTo(2);
    }

    @Test
    void aReceiverWhoseHashThrowsLetsTheCallThrough() throws Throwable {
        LinkedInstanceMethod equality = LinkedInstanceMethod.of(engine, receiver(Receiver.EQUALS), a -> "called");
        assertThat(equality.call(new HostileKeysTest.Hostile(true, false))).isEqualTo("called");
        assertThat(equality.stats().bypasses()).isEqualTo(1);
        assertThat(equality.stats().entries()).isZero();
    }

    @Test
    void aReceiverIsNotKeptAliveAndItsEntryGoesWithIt() throws Throwable {
        LinkedInstanceMethod method = method(Receiver.AUTO);
        WeakReference<State> receiver = callOnNew(method);
        State last = new State(3);
        method.call(last);
        assertThat(method.stats().entries()).isEqualTo(2);
        assertThat(Eventually.collected(receiver)).isTrue();
        assertThat(Eventually.holdsAfterCollections(() -> missedLeaving(method, 2)))
                .isTrue();
        assertThat(method.call(last)).isEqualTo(last.toString());
        assertThat(method.stats().hits()).isEqualTo(1);
        assertThat(method.stats().evictions()).isPositive();
    }

    @Test
    void manyReceiversLeaveNothingBehindButWhatIsAlive() throws Throwable {
        LinkedInstanceMethod method = method(Receiver.IDENTITY);
        for (int i = 0; i < 2_000; i++) {
            callOnNew(method);
        }
        assertThat(Eventually.holdsAfterCollections(() -> missedLeaving(method, 1)))
                .isTrue();
        assertThat(method.stats().bytes()).isLessThan(1_000);
    }

    /** Orphans are dropped on the next miss. */
    private static boolean missedLeaving(LinkedInstanceMethod method, long entries) {
        callOnNew(method);
        return method.stats().entries() <= entries;
    }

    private static WeakReference<State> callOnNew(LinkedInstanceMethod method) {
        State receiver = new State(1);
        try {
            assertThat(method.call(receiver)).isEqualTo("State 1");
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        return new WeakReference<>(receiver);
    }

    private LinkedInstanceMethod method(Receiver kind) {
        return LinkedInstanceMethod.of(engine, receiver(kind), a -> String.valueOf(a[0]));
    }

    private static Tuned receiver(Receiver kind) {
        return Tuned.with().receiver(kind);
    }

    private void assertShared(Receiver kind, Object first, Object second) throws Throwable {
        assertRuns(kind, first, second, 1);
    }

    private void assertApart(Receiver kind, Object first, Object second) throws Throwable {
        assertRuns(kind, first, second, 2);
    }

    private void assertRuns(Receiver kind, Object first, Object second, int runs) throws Throwable {
        LinkedInstanceMethod method = method(kind);
        for (@Nullable Object receiver : new @Nullable Object[] {first, second, first, second}) {
            method.call(receiver);
        }
        assertThat(method.runs()).as(kind + ": " + first + ", " + second).isEqualTo(runs);
        assertThat(method.stats().hits()).isEqualTo(4 - runs);
    }
}
