// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The class loader that bytes are decoded with: no class may be asked for but {@link Item}. Thread-safe. */
final class Watching extends ClassLoader {
    private final Set<String> others = ConcurrentHashMap.newKeySet();

    Watching() {
        super(Watching.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.equals(Item.class.getName())) {
            others.add(name);
        }
        return super.loadClass(name, resolve);
    }

    void requireNoOthers() {
        if (!others.isEmpty()) {
            throw new Found("classes off the list were asked for: " + others);
        }
    }
}
