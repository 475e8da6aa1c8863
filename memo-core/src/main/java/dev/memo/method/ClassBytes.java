// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds class files by name, so that other classes can be looked at without loading them. Implementations are thread-safe. */
@FunctionalInterface
public interface ClassBytes {

    /**
     * Returns the class file, or null if there is none or it cannot be read.
     *
     * @param internalName the class's name with slashes, {@code net/acme/Prices}
     */
    byte @Nullable [] find(String internalName);

    /**
     * Returns the contents of all resources of a name that can be read; none from a source of class files only.
     *
     * @param name {@code META-INF/services/net.acme.Service}
     */
    default List<byte[]> resources(String name) {
        return List.of();
    }

    /** Returns what a class loader sees, class files of the platform included; null is the boot loader. */
    static ClassBytes of(@Nullable ClassLoader loader) {
        return new LoaderBytes(loader);
    }
}
