// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.io.IOException;
import java.io.InputStream;
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

    /** Returns the class files that a class loader sees, those of the platform included; null is the boot loader. */
    static ClassBytes of(@Nullable ClassLoader loader) {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        return internalName -> {
            byte[] found = loader == null ? null : read(loader, internalName);
            return found != null ? found : read(platform, internalName);
        };
    }

    private static byte @Nullable [] read(ClassLoader loader, String internalName) {
        try (InputStream in = loader.getResourceAsStream(internalName + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException | RuntimeException e) {
            return null; // a class loader with trouble of its own: as if it had no such class
        }
    }
}
