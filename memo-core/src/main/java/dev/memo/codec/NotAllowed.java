// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.KryoException;

/** Says, inside this package, that a value holds a class that the allow list does not admit. Confined to one thread. */
final class NotAllowed extends KryoException {
    private static final long serialVersionUID = 1L;

    private final String name;

    NotAllowed(Class<?> type) {
        super("the allow list does not admit " + type.getName());
        this.name = type.getName();
    }

    /** The class's name. */
    String className() {
        return name;
    }
}
