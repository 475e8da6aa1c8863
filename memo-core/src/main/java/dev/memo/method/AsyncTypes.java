// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The types whose outcome is remembered in place of the object that a method returns: a method is asynchronous if it
 * declares exactly such a type. Immutable.
 *
 * @param names internal names
 */
public record AsyncTypes(Set<String> names) {
    private static final AsyncTypes JDK = new AsyncTypes(Set.of(
            "java/util/concurrent/CompletableFuture",
            "java/util/concurrent/CompletionStage",
            "java/util/concurrent/Future"));

    public AsyncTypes {
        names = Set.copyOf(names);
    }

    /** Returns those of the JDK's, which need no adapter. */
    public static AsyncTypes jdk() {
        return JDK;
    }

    /** Returns those of the JDK's, and those that there are adapters for, by their binary names. */
    public static AsyncTypes with(Collection<String> adapted) {
        Set<String> all = new HashSet<>(JDK.names);
        adapted.forEach(name -> all.add(name.replace('.', '/')));
        return new AsyncTypes(all);
    }
}
