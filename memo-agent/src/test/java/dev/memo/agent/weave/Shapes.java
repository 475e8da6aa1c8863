// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import dev.memo.agent.weave.fixture.Access;
import dev.memo.agent.weave.fixture.Base;
import dev.memo.agent.weave.fixture.Contract;
import dev.memo.agent.weave.fixture.Flow;
import dev.memo.agent.weave.fixture.Generics;
import dev.memo.agent.weave.fixture.Objects;
import dev.memo.agent.weave.fixture.Outer;
import dev.memo.agent.weave.fixture.Planet;
import dev.memo.agent.weave.fixture.Point;
import dev.memo.agent.weave.fixture.Primitives;
import dev.memo.agent.weave.fixture.SelfCalls;
import dev.memo.agent.weave.fixture.Shape;
import dev.memo.agent.weave.fixture.Statics;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every shape of method that javac makes, with calls to try it. The numbers are those of the list of shapes. */
public final class Shapes {
    private Shapes() {}

    /** A method and the argument lists to call it with, no two of them equal. */
    public record Case(String title, Class<?> host, String method, List<@Nullable Object[]> calls) {
        private static Case of(String title, Class<?> host, String method, Object[]... calls) {
            return new Case(title, host, method, Arrays.asList(calls));
        }

        @Override
        public String toString() {
            return title;
        }
    }

    private static Object[] args(@Nullable Object... arguments) {
        return arguments;
    }

    /** All of them. */
    public static Stream<Case> all() {
        return Stream.of(access(), selfCalls(), inheritance(), generics(), primitives(), objects(), flow(), nested())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> access() {
        return Stream.of(
                Case.of("1 public", Access.class, "open", args(1L), args(2L)),
                Case.of("2 private", Access.class, "hidden", args(1L), args(2L)),
                Case.of("3 static final synchronized", Access.class, "locked", args(1L), args(-1L)),
                Case.of("4 final", Access.class, "fixed", args(1L), args(2L)),
                Case.of("5 package-private", Access.class, "packaged", args(1L), args(2L)),
                Case.of("5 protected", Access.class, "guarded", args("a"), args("b")));
    }

    private static Stream<Case> selfCalls() {
        return Stream.of(
                Case.of("6 self-invoked", SelfCalls.class, "both", args(1), args(2)),
                Case.of("10 interface default", Contract.class, "given", args(1L), args(2L)),
                Case.of("11 interface static", Contract.class, "shared", args("a"), args("b")),
                Case.of("12 interface private", Contract.class, "viaPrivate", args(1), args(2)),
                Case.of("57 called while its class is initialized", Statics.class, "square", args(5L), args(6L)));
    }

    private static Stream<Case> inheritance() {
        return Stream.of(
                Case.of("14 memoized super method", Base.Derived.class, "top", args("a"), args("b")),
                Case.of("17, 18 override with bridges", Base.Derived.class, "convert", args(1), args(2)),
                Case.of("17, 18 called through the bridge", Base.Derived.class, "bridged", args(1), args(2)));
    }

    private static Stream<Case> generics() {
        return Stream.of(
                Case.of("19 generic", Generics.class, "larger", args("a", "b"), args(1, 2)),
                Case.of(
                        "20 varargs of objects",
                        Generics.class,
                        "joined",
                        args((Object) new String[] {"a", "b"}),
                        args((Object) new String[] {"a"})),
                Case.of(
                        "20 varargs of primitives",
                        Generics.class,
                        "sum",
                        args((Object) new int[] {1, 2}),
                        args((Object) new int[] {2, 1})));
    }

    private static Stream<Case> primitives() {
        Class<?> host = Primitives.class;
        return Stream.of(
                Case.of("21 boolean", host, "booleans", args(true), args(false)),
                Case.of("21 byte", host, "bytes", args((byte) 5), args((byte) -128)),
                Case.of("21 char", host, "chars", args('a'), args('\uffff')),
                Case.of("21 short", host, "shorts", args((short) 5), args(Short.MIN_VALUE)),
                Case.of("21 int", host, "ints", args(5), args(Integer.MIN_VALUE)),
                Case.of("21 long", host, "longs", args(5L), args(Long.MIN_VALUE)),
                Case.of("21, 24 float", host, "floats", args(0f), args(-0f), args(Float.NaN)),
                Case.of("21, 24 double", host, "doubles", args(0d), args(-0d), args(Double.NaN)),
                Case.of(
                        "22 all mixed",
                        host,
                        "mixed",
                        args(true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6d, null, "s"),
                        args(true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6d, List.of(1), "s"),
                        args(true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6.5d, null, "s")),
                Case.of("23 wide slots", host, "widths", args(1L, 2, 3d, 4f, 5L), args(1L, 2, 3d, 4f, 6L)));
    }

    private static Stream<Case> objects() {
        return Stream.of(
                Case.of("25 array", Objects.class, "doubled", args((Object) new int[] {1}), args((Object)
                        new int[] {2})),
                Case.of(
                        "25 nested array",
                        Objects.class,
                        "nested",
                        args((Object) new long[][] {{1}, {2}}),
                        args((Object) new long[][] {{1, 2}})),
                Case.of("26 null argument, null result", Objects.class, "nothing", args((Object) null), args("a")),
                Case.of("26 null result without arguments", Objects.class, "nothingAtAll", args()));
    }

    private static Stream<Case> flow() {
        return Stream.of(
                Case.of("30 try, catch, finally", Flow.class, "tried", args(0), args(1), args(2)),
                Case.of("31 try with resources in a loop", Flow.class, "resources", args(2), args(50)),
                Case.of("35 parameters reassigned", Flow.class, "reassigned", args("a", "b", 1L), args("a", "b", 9L)),
                Case.of("36 list argument", Flow.class, "mutated", args(List.of(1)), args(List.of(2))),
                Case.of("37 many variables", Flow.class, "crowded", args(1, 2.5), args(2, 2.5), args(3, 2.5)),
                Case.of("38 nested synchronized", Flow.class, "guarded", args(0), args(2)));
    }

    private static Stream<Case> nested() {
        return Stream.of(
                Case.of("39 record", Point.class, "length", args(1d), args(2d)),
                Case.of("39 record accessor", Point.class, "x", args()),
                Case.of("39 static of a record", Point.class, "name", args(1), args(2)),
                Case.of("40 enum", Planet.class, "hail", args("a"), args("b")),
                Case.of("41 inner class", Outer.class, "inner", args(1), args(2)),
                Case.of("42 anonymous class", Outer.class, "anonymous", args(1), args(2)),
                Case.of("42 local class", Outer.class, "local", args(1), args(2)),
                Case.of("43 method reference", Outer.class, "reference", args(1), args(2)),
                Case.of("43 host of a lambda", Outer.class, "lambda", args(1), args(2)),
                Case.of("44 sealed interface", Shape.class, "named", args(0), args(2), args(3)));
    }

    /** The same arguments in new arrays, so that identity does not help. */
    public static Object[] copies(@Nullable Object[] arguments) {
        return Arrays.stream(arguments)
                .map(a -> a instanceof int[] ints ? ints.clone() : a instanceof Object[] array ? array.clone() : a)
                .toArray();
    }
}
