// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types whose outcome is remembered in place of the object that a method returns: a method is asynchronous if it
 * declares exactly such a type. Confined to one thread.
 */
final class AsyncTypes {
    private static final Set<String> JDK = Set.of(
            "java/util/concurrent/CompletableFuture",
            "java/util/concurrent/CompletionStage",
            "java/util/concurrent/Future");

    private final Set<String> registered;
    private final ClassBytes source;
    private @Nullable Set<String> found;

    /**
     * Of the JDK's, and those that there are adapters for.
     *
     * @param registered binary names of those whose adapters the runtime was given
     * @param source where others are found
     */
    AsyncTypes(Set<String> registered, ClassBytes source) {
        this.registered = registered;
        this.source = source;
    }

    /** Returns whether the type is one of them. */
    boolean contains(String internalName) {
        if (JDK.contains(internalName)) {
            return true;
        }
        if (internalName.startsWith("java/")) {
            return false;
        }
        String name = internalName.replace('/', '.');
        return registered.contains(name) || found().contains(name);
    }

    /** Returns whether there is an adapter for Kotlin's suspend functions. */
    boolean suspending() {
        return AdapterFiles.suspending(source) != null;
    }

    private Set<String> found() {
        if (found == null) {
            found = AdapterFiles.in(source).keySet();
        }
        return found;
    }
}
