// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A logger of the JDK's logging, which is in a module that the one under test does not read. Held for as long as it is wanted, as
 * the JDK holds its loggers weakly. Thread-safe.
 */
public final class JdkLogger {
    private final Object logger;

    /** Finds the logger of a name. */
    public JdkLogger(String name) {
        try {
            logger = Class.forName("java.util.logging.Logger")
                    .getMethod("getLogger", String.class)
                    .invoke(null, name);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the log cannot be heard", e);
        }
    }

    /** Has a filter see all that is logged, or none. */
    public void filter(@Nullable InvocationHandler handler) {
        try {
            Class<?> filter = Class.forName("java.util.logging.Filter");
            @Nullable
            Object chosen = handler == null
                    ? null
                    : Proxy.newProxyInstance(filter.getClassLoader(), new Class<?>[] {filter}, handler);
            logger.getClass().getMethod("setFilter", filter).invoke(logger, chosen);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the log cannot be heard", e);
        }
    }

    /** Sets the level, or that of the logger above if there is no name. */
    public void level(@Nullable String name) {
        try {
            Class<?> level = Class.forName("java.util.logging.Level");
            @Nullable Object chosen = name == null ? null : level.getField(name).get(null);
            logger.getClass().getMethod("setLevel", level).invoke(logger, chosen);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the log cannot be heard", e);
        }
    }
}
