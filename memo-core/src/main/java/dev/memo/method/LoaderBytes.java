// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a class loader sees, and the platform's. A class loader with trouble of its own is taken for one that has nothing.
 * Thread-safe.
 *
 * @param loader null for the boot loader
 */
record LoaderBytes(@Nullable ClassLoader loader) implements ClassBytes {
    @Override
    public byte @Nullable [] find(String internalName) {
        byte[] found = loader == null ? null : read(loader, internalName);
        return found != null ? found : read(ClassLoader.getPlatformClassLoader(), internalName);
    }

    @Override
    public List<byte[]> resources(String name) {
        List<byte[]> all = new ArrayList<>();
        try {
            for (URL url : loader == null ? List.<URL>of() : Collections.list(loader.getResources(name))) {
                URLConnection connection = url.openConnection();
                connection.setUseCaches(false); // which would keep a jar open that the application may replace
                try (InputStream in = connection.getInputStream()) {
                    all.add(in.readAllBytes());
                }
            }
        } catch (IOException | RuntimeException e) {
            return List.copyOf(all);
        }
        return List.copyOf(all);
    }

    private static byte @Nullable [] read(ClassLoader loader, String internalName) {
        try (InputStream in = loader.getResourceAsStream(internalName + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
