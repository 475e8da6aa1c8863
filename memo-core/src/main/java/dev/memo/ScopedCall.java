// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.region.Scope;
import dev.memo.region.Scopes;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of user code in a {@link Scope}: of the engines in this class loader, which all local runtimes share, and of the
 * agent's, if there is one. Confined to one thread.
 */
final class ScopedCall<T, X extends Throwable> {
    private final String operation;
    private final MemoizedCall<T, X> call;
    private final AtomicInteger depth = new AtomicInteger();
    private final End end = new End();
    private @Nullable Object @Nullable [] report;

    ScopedCall(String operation, MemoizedCall<T, X> call) {
        if (call == null) {
            throw new NullPointerException("Memo." + operation
                    + ": a call must not be null, was null. Pass one, as in () -> prices.price(42).");
        }
        this.operation = operation;
        this.call = call;
    }

    /** Makes the call; returns what it returned, null if it was left before. */
    @SuppressWarnings("unchecked") // it gives what the call gives, and throws what that throws
    @Nullable
    T run() throws X {
        T value = null;
        try {
            value = (T) scoped();
        } catch (Throwable failure) {
            if (!ended()) {
                throw (X) failure;
            } // else it is the end, whatever became of that on its way here
        }
        if (report == null && !operation.equals("bypass")) {
            throw new IllegalArgumentException("Memo." + operation + ": the code has called no memoized method on this"
                    + " thread, found none. Call a method that is woven by the agent, or called through a proxy or a"
                    + " memoized function of Memo's.");
        }
        return ended() ? null : value;
    }

    /** Makes a call that is not left. */
    @Nullable
    T returned() throws X {
        return run();
    }

    /** Returns whether the call was left before its end. */
    boolean ended() {
        return report != null && Boolean.TRUE.equals(report[1]);
    }

    /** Returns the outcome of the last memoized call. */
    String outcome() {
        return report == null ? "" : String.valueOf(report[0]);
    }

    Observation<T> observation(@Nullable T value) {
        @Nullable Object[] told = report == null ? new Object[] {"BYPASSED", false, null, 0L, true} : report;
        return new Observation<>(
                Observation.Outcome.valueOf((String) told[0]),
                value,
                told[2] instanceof Long nanos ? Duration.ofNanos(nanos) : null,
                told[3] instanceof Long nanos ? Duration.ofNanos(nanos) : Duration.ZERO,
                Boolean.TRUE.equals(told[4]));
    }

    /** Hears of a memoized call; what comes after one that was to be left does not count. */
    private void told(@Nullable Object[] ofCall) {
        report = ended() ? report : ofCall;
    }

    private @Nullable Object scoped() throws Exception {
        String name = operation.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
        Consumer<@Nullable Object[]> reports = this::told;
        Callable<@Nullable Object> own = this::called;
        BiFunction<String, Object[], Object> agent = Runtimes.agent();
        Callable<@Nullable Object> inner =
                agent == null ? own : () -> agent.apply("scoped", new Object[] {name, depth, end, reports, own});
        return Scopes.run(new Scope(Scope.Operation.valueOf(name), depth, end, reports), inner);
    }

    private @Nullable Object called() {
        try {
            return call.call();
        } catch (Throwable failure) { // the user's own, or the end
            throw ScopedCall.<RuntimeException>same(failure);
        }
    }

    /** Throws on whatever it is, checked or not. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the compiler is to take it for unchecked
    private static <E extends Throwable> E same(Throwable failure) throws E {
        throw (E) failure;
    }

    /** How a call is left whose body must not run: neither an exception nor an error, so that few catch it. */
    private static final class End extends Throwable {
        private static final long serialVersionUID = 1L;

        End() {
            super("Memo leaves this call before the memoized method runs", null, false, false);
        }
    }
}
