// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.MemoCycleException;
import dev.memo.annotation.MemoLoadTimeoutException;
import dev.memo.annotation.MemoTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exceptions that waits end with, of classes that the application can catch: the engine may be in a class loader
 * that the application does not see. Where the maker has none, Memo's own classes serve. Immutable.
 *
 * @param maker takes {@link #TIMEOUT}, {@link #CYCLE} or {@link #LOAD_TIMEOUT} and what the exception's constructor takes; gives an exception or
 *     null; what it throws is not passed on
 */
public record WaitFailures(BiFunction<String, Object[], @Nullable RuntimeException> maker) {
    /** A {@link MemoTimeoutException}. */
    public static final String TIMEOUT = "timeout";

    /** A {@link MemoCycleException}. */
    public static final String CYCLE = "cycle";

    /** A {@link MemoLoadTimeoutException}. */
    public static final String LOAD_TIMEOUT = "loadTimeout";

    /** Those that make Memo's own exceptions. */
    public static final WaitFailures OWN = new WaitFailures((kind, parts) -> null);

    /** Those that make exceptions of the class loader's, where it has them. */
    public static WaitFailures of(@Nullable ClassLoader loader) {
        return new WaitFailures((kind, parts) -> made(kind, parts, loader));
    }

    RuntimeException timeout(String method, String leader, Duration age, Duration waited) {
        RuntimeException made = make(TIMEOUT, method, leader, age, waited);
        return made != null ? made : new MemoTimeoutException(method, leader, age, waited);
    }

    RuntimeException cycle(List<String> methods) {
        RuntimeException made = make(CYCLE, methods);
        return made != null ? made : new MemoCycleException(methods);
    }

    /** Of a load that is given up. */
    RuntimeException loadTimeout(String method, String leader, Duration limit) {
        String message = method + ": the load by thread \"" + leader + "\" was given up after " + limit.toMillis()
                + " ms, which is its hard limit. Make the method faster, raise hard, or add keep to serve older results.";
        RuntimeException made = make(LOAD_TIMEOUT, message);
        return made != null ? made : new MemoLoadTimeoutException(message);
    }

    private @Nullable RuntimeException make(String kind, Object... parts) {
        try {
            return maker.apply(kind, parts);
        } catch (RuntimeException | LinkageError e) {
            return null; // the class is of another version of Memo
        }
    }

    private static @Nullable RuntimeException made(String kind, Object[] parts, @Nullable ClassLoader loader) {
        Class<?> own = switch (kind) {
            case TIMEOUT -> MemoTimeoutException.class;
            case LOAD_TIMEOUT -> MemoLoadTimeoutException.class;
            default -> MemoCycleException.class;
        };
        try {
            Class<?> theirs = Class.forName(own.getName(), true, loader);
            Class<?>[] types = own.getConstructors()[0].getParameterTypes();
            return (RuntimeException) theirs.getConstructor(types).newInstance(parts);
        } catch (ReflectiveOperationException e) {
            return null; // an application without Memo's annotations cannot name the class
        }
    }
}
