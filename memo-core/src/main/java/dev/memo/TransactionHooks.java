// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.spi.TransactionHook;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds those who know of transactions, and takes them to engines. Stateless. */
final class TransactionHooks {
    private TransactionHooks() {}

    /** Returns a hook as it crosses to an engine in another class loader. */
    static Object[] crossing(TransactionHook hook) {
        Supplier<@Nullable Object> current = Objects.requireNonNull(hook, "hook")::current;
        Consumer<Consumer<Boolean>> whenEnded = hook::whenEnded;
        return new Object[] {current, whenEnded};
    }

    /** Returns the hooks that a class loader has; what cannot be made is told as a problem. */
    static List<TransactionHook> find(@Nullable ClassLoader loader, Consumer<String> problems) {
        List<TransactionHook> found = new ArrayList<>();
        try {
            ServiceLoader.load(TransactionHook.class, loader).forEach(found::add);
        } catch (ServiceConfigurationError e) {
            problems.accept(
                    "a transaction hook that META-INF/services names must be there and have a constructor without"
                            + " arguments, was " + e.getMessage() + ". Correct the name, or remove it.");
        }
        return found;
    }
}
