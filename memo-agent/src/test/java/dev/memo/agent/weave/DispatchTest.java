// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.agent.MemoDispatch;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The class that woven code calls: whatever happens to Memo, the method runs. */
class DispatchTest {
    private static final MethodType TYPE = MethodType.methodType(Object.class, int.class);
    private static final AtomicInteger LINKS = new AtomicInteger();
    private static final List<Throwable> PLANNED = new ArrayList<>();
    private static final List<CallSite> NESTED = new ArrayList<>();

    private final List<String> troubles = new ArrayList<>();

    @BeforeEach
    void listen() throws ReflectiveOperationException {
        MethodType type = MethodType.methodType(
                MethodHandle.class,
                Lookup.class,
                String.class,
                MethodType.class,
                String.class,
                String.class,
                String.class);
        MemoDispatch.linker = MethodHandles.lookup().findStatic(DispatchTest.class, "link", type);
        MemoDispatch.service = (word, arguments) -> troubles.add(word + " " + arguments[1] + " " + arguments[2]);
        LINKS.set(0);
        PLANNED.clear();
        NESTED.clear();
    }

    @AfterEach
    @SuppressWarnings("NullAway") // as it is before the agent has started
    void forget() {
        MemoDispatch.service = null;
        MapEngine.install();
    }

    @SuppressWarnings("UnusedMethod") // called through a handle
    private static MethodHandle link(
            Lookup unused, String kind, MethodType type, String name, String descriptor, String settings)
            throws Throwable {
        LINKS.incrementAndGet();
        if (kind.equals("nesting")) {
            NESTED.add(site("nested"));
            assertThat(NESTED.get(0).getTarget().invoke(1))
                    .as("stays out of it")
                    .isNull();
        }
        if (!PLANNED.isEmpty()) {
            throw PLANNED.remove(0);
        }
        return MethodHandles.dropArguments(
                MethodHandles.constant(String.class, name + descriptor + settings), 0, type.parameterArray());
    }

    private static CallSite site(String kind) {
        return MemoDispatch.bsm(MethodHandles.lookup(), kind, TYPE, "name", "(I)I", "settings");
    }

    private static @Nullable Object call(CallSite site) throws Throwable {
        return (Object) site.getTarget().invokeExact(1);
    }

    @Test
    void siteCallsWhatTheLinkerGave() throws Throwable {
        assertThat(call(site("memoize"))).isEqualTo("name(I)Isettings");
    }

    @Test
    void siteWhoseLinkingThrowsStaysOutForEverAndIsTold() throws Throwable {
        PLANNED.add(new IllegalStateException("planned"));

        CallSite site = site("memoize");

        assertThat(call(site)).isNull();
        assertThat(call(site)).isNull();
        assertThat(LINKS).hasValue(1);
        assertThat(troubles).containsExactly("trouble name java.lang.IllegalStateException: planned");
    }

    @Test
    void siteThatMetTheEndOfTheStackLinksAtItsNextCall() throws Throwable {
        PLANNED.add(new StackOverflowError());
        PLANNED.add(new StackOverflowError());

        CallSite site = site("memoize");

        assertThat(call(site)).isNull();
        assertThat(call(site)).isEqualTo("name(I)Isettings");
        assertThat(call(site)).isEqualTo("name(I)Isettings");
        assertThat(LINKS).hasValue(3);
    }

    @Test
    void siteMetWhileLinkingLinksAtItsNextCall() throws Throwable {
        assertThat(call(site("nesting"))).isEqualTo("name(I)Isettings");
        assertThat(LINKS).hasValue(1);

        assertThat(call(NESTED.get(0))).isEqualTo("name(I)Isettings");
        assertThat(call(NESTED.get(0))).isEqualTo("name(I)Isettings");
        assertThat(LINKS).hasValue(2);
    }

    @Test
    void siteWithoutLinkerStaysOut() throws Throwable {
        withoutLinker();

        assertThat(call(site("memoize"))).isNull();
        assertThat(troubles).isEmpty();
    }

    @SuppressWarnings("NullAway") // as it is before the agent has started
    private static void withoutLinker() {
        MemoDispatch.linker = null;
    }

    @Test
    void endOfTheBodyReachesTheTicketAndNothingComesBack() {
        List<@Nullable Object> heard = new ArrayList<>();
        BiConsumer<@Nullable Object, @Nullable Object> ticket = (value, thrown) -> {
            heard.add(value);
            heard.add(thrown);
            throw new IllegalStateException("ticket");
        };
        Exception thrown = new Exception("body");

        MemoDispatch.done("value", ticket);

        assertThat(MemoDispatch.fail(thrown, ticket)).isSameAs(thrown);
        assertThat(heard).containsExactly("value", null, null, thrown);
        assertThat(troubles).hasSize(2);
    }

    @Test
    @SuppressWarnings("NullAway") // null is what an inert site answers
    void bodyThatReturnsAStageGetsTheTicketsInItsPlace() {
        Function<Object, Object> ticket = value -> "own " + value;
        Function<Object, Object> odd = value -> {
            throw new IllegalStateException("ticket");
        };
        List<@Nullable Object> heard = new ArrayList<>();
        BiConsumer<@Nullable Object, @Nullable Object> listener = (value, thrown) -> heard.add(value);

        assertThat(MemoDispatch.own("stage", ticket)).isEqualTo("own stage");
        assertThat(MemoDispatch.own("stage", null)).isEqualTo("stage");
        assertThat(MemoDispatch.own("stage", listener)).isEqualTo("stage");
        assertThat(heard).containsExactly("stage");
        assertThat(troubles).isEmpty();
        assertThat(MemoDispatch.own("stage", odd)).isEqualTo("stage");
        assertThat(troubles).hasSize(1);
    }

    @Test
    @SuppressWarnings("NullAway") // null is what an inert site answers
    void bodyThatRunsForManyKeysGetsThoseOfTheTicket() {
        Callable<Object> ticket = () -> List.of("missing");
        Callable<Object> odd = () -> {
            throw new IllegalStateException("ticket");
        };

        assertThat(MemoDispatch.asked(List.of("all"), ticket)).isEqualTo(List.of("missing"));
        assertThat(MemoDispatch.asked(List.of("all"), null)).isEqualTo(List.of("all"));
        assertThat(troubles).isEmpty();
        assertThat(MemoDispatch.asked(List.of("all"), odd)).isEqualTo(List.of("all"));
        assertThat(troubles).hasSize(1);
    }

    @Test
    @SuppressWarnings("NullAway") // null is what an inert site answers
    void whatTheTicketThrowsForManyKeysIsTheMethods() {
        IllegalStateException failure = new IllegalStateException("another call's load");
        Function<Object, Object> failing = value -> {
            throw failure;
        };
        Function<Object, Object> ticket = value -> "merged " + value;

        assertThat(MemoDispatch.merged("body", ticket)).isEqualTo("merged body");
        assertThat(MemoDispatch.merged("body", null)).isEqualTo("body");
        assertThatThrownBy(() -> MemoDispatch.merged("body", failing)).isSameAs(failure);
        assertThat(troubles).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // null is what an inert site answers
    void endOfTheBodyIsNobodysBusinessWhereMemoStayedOut() {
        Exception thrown = new Exception("body");

        MemoDispatch.done("value", null);

        assertThat(MemoDispatch.fail(thrown, null)).isSameAs(thrown);
    }
}
