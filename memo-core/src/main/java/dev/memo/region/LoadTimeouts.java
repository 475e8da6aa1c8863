// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.MemoLoadTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exception of a load that is given up, of a class that the application can catch: the engine may be in a class
 * loader that the application does not see. Immutable.
 *
 * @param loader the application's
 */
public record LoadTimeouts(@Nullable ClassLoader loader) {
    /** Those of Memo's own class. */
    public static final LoadTimeouts OWN = new LoadTimeouts(LoadTimeouts.class.getClassLoader());

    RuntimeException of(String name, String leader, Duration limit) {
        String message = name + ": the load by thread \"" + leader + "\" was given up after " + limit.toMillis()
                + " ms, which is its hard limit. Make the method faster, raise hard, or add keep to serve older results.";
        try {
            Class<?> theirs = Class.forName(MemoLoadTimeoutException.class.getName(), true, loader);
            return (RuntimeException) theirs.getConstructor(String.class).newInstance(message);
        } catch (ReflectiveOperationException | LinkageError e) {
            return new MemoLoadTimeoutException(message); // who has no such class cannot name it
        }
    }
}
