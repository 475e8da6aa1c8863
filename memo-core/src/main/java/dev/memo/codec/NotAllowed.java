// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.KryoException;

/**
 * Says, as the cause of a {@link dev.memo.spi.CodecException}, that a value holds a class that the allow list does not admit.
 * The log has been told, once for each class. Confined to one thread.
 */
public final class NotAllowed extends KryoException {
    private static final long serialVersionUID = 1L;

    private final String name;

    NotAllowed(Class<?> type) {
        super("the allow list does not admit " + type.getName());
        this.name = type.getName();
    }

    /** Returns whether that is what an exception says, which then needs no other report. */
    public static boolean explains(Throwable trouble) {
        return trouble.getCause() instanceof NotAllowed;
    }

    /** The class's name. */
    String className() {
        return name;
    }
}
