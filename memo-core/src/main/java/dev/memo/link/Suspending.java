// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.region.OpenOutcome;
import dev.memo.region.Rethrown;
import dev.memo.spi.SuspendAdapter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The call sites of one suspend function of Kotlin's: what its probe has found is passed on as such a function has to.
 *
 * <p>To Memo the function is one that returns a future. Its caller's continuation comes last at the call site, and takes no
 * part in the key. A value is returned; who takes part in another's load suspends; who leads one has the body run with a
 * continuation of Memo's, see {@link Suspension}. A resumption of the body never comes here, as woven code sees to that.
 * Thread-safe.
 *
 * @param trouble is told what the adapter has thrown; the call then goes through
 */
record Suspending(SuspendAdapter adapter, Function<Throwable, @Nullable Object> trouble) {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    /**
     * Returns what a call site links to.
     *
     * @param enter takes all but the continuation, in one array if they are packed
     */
    MethodHandle around(MethodHandle enter, boolean packed) {
        MethodType two = MethodType.methodType(Object.class, Object.class, Object.class);
        try {
            if (packed) {
                MethodType type = MethodType.methodType(Object.class, MethodHandle.class, Object.class);
                return MethodHandles.insertArguments(LOOKUP.bind(this, "unpacked", type), 0, enter);
            }
            return MethodHandles.collectArguments(LOOKUP.bind(this, "given", two), 0, enter);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Memo's own suspension is missing", e);
        }
    }

    @SuppressWarnings("unused") // found by name
    private @Nullable Object unpacked(MethodHandle enter, Object arguments) throws Throwable {
        @Nullable Object[] all = (Object[]) arguments;
        int last = all.length - 1;
        Object keys = Arrays.copyOf(all, last);
        return given((Object) enter.invokeExact(keys), all[last]);
    }

    /** What a call gets of what was found for it. */
    @Nullable
    Object given(@Nullable Object found, @Nullable Object caller) throws Throwable {
        if (found == null || caller == null) {
            return found;
        }
        if (found instanceof CountDownLatch) {
            return begun(found, caller);
        }
        OpenOutcome open = OpenOutcome.in(found);
        return open == null ? found : joined(open, caller);
    }

    @SuppressWarnings("unchecked") // a flight is handed out as such a consumer
    private @Nullable Object begun(Object flight, Object caller) {
        try {
            return new Suspension(adapter, flight, caller);
        } catch (RuntimeException | LinkageError cause) {
            ((BiConsumer<@Nullable Object, @Nullable Object>) flight).accept(null, cause);
            return trouble.apply(cause);
        }
    }

    private @Nullable Object joined(OpenOutcome open, Object caller) {
        try {
            if (open.flight() != null && Suspension.isWithin(adapter.load(caller), open.flight())) {
                return null;
            }
            if (!open.stage().isDone()) {
                return masked(adapter.await(caller, open.stage(), true));
            }
        } catch (RuntimeException | LinkageError cause) {
            return trouble.apply(cause);
        }
        return masked(outcome(open.stage()));
    }

    /** Returns what a stage that is done has ended with, or throws it. */
    private static @Nullable Object outcome(CompletableFuture<?> stage) {
        return stage.handle(Ended::new).join().outcome();
    }

    static Object masked(@Nullable Object value) {
        return value == null ? void.class : value;
    }

    private record Ended(@Nullable Object value, @Nullable Throwable thrown) {
        @Nullable
        Object outcome() {
            if (thrown != null) {
                throw Rethrown.same(thrown);
            }
            return value;
        }
    }
}
