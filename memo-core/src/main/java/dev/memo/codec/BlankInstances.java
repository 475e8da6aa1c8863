// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.objenesis.instantiator.sun.UnsafeFactoryInstantiator;

/**
 * Makes objects of generated classes without running a constructor of what they extend.
 *
 * <p>By {@code Unsafe.allocateInstance}, which is not among the methods that the JDK warns of: serialization's way of
 * doing it cannot name a hidden class. Stateless.
 */
public final class BlankInstances {
    private BlankInstances() {}

    /** Returns an object whose fields are all 0, false or null. */
    public static Object of(Class<?> type) {
        return new UnsafeFactoryInstantiator<>(type).newInstance();
    }
}
