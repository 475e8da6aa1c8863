// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** A class loader with its own twins of some classes. Thread-safe, as its base is. */
public final class TwinLoader extends ClassLoader {
    private final List<String> names;

    public TwinLoader(Class<?>... originals) {
        super(originals[0].getClassLoader());
        this.names = List.of(originals).stream().map(Class::getName).toList();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            return names.contains(name) ? define(name) : super.loadClass(name, resolve);
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
