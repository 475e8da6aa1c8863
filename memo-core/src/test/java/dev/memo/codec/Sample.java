// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value for the tests, with what of it a reader can see and compare. Immutable. */
record Sample(String name, Object value, Function<Object, @Nullable Object> seen) {

    /** A value whose equals tells. */
    static Sample of(String name, Object value) {
        return new Sample(name, value, v -> v);
    }

    /** A value without equals, to be compared by what can be seen of it. */
    @SuppressWarnings("unchecked") // the function is made for the value's class
    static <T> Sample seen(String name, T value, Function<T, @Nullable Object> seen) {
        return new Sample(name, value, (Function<Object, @Nullable Object>) (Function<?, ?>) seen);
    }

    @Nullable
    Object see(Object copy) {
        return seen.apply(copy);
    }

    @Override
    public String toString() {
        return name;
    }
}
