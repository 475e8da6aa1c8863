// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A class loader with its own twin of one class. Thread-safe, as its base is. */
final class ChildLoader extends ClassLoader {
    private final Class<?> original;

    ChildLoader(Class<?> original) {
        super(original.getClassLoader());
        this.original = original;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            return name.equals(original.getName()) ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            byte[] bytes = Objects.requireNonNull(file).readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
