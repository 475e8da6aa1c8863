// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.annotation.Receiver;
import dev.memo.key.KeyMaker;
import dev.memo.method.MethodRef;
import dev.memo.method.MethodSettings;
import dev.memo.region.Entry;
import dev.memo.region.Rerun;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Calls one memoized method again, in the background: the woven method itself, or what a proxy wraps. Thread-safe.
 *
 * <p>All its arguments are in the key, and so is the receiver: that was checked when the method was planned.
 */
final class Originals implements Rerun.Source {
    private final MethodHandle method;
    private final MethodType type;
    private final KeyMaker keys;
    private final boolean receiver;

    /**
     * Creates a caller.
     *
     * @param method takes the receiver, if there is one, and all arguments
     * @param receiver whether there is one
     */
    Originals(MethodHandle method, KeyMaker keys, boolean receiver) {
        this.type = method.type();
        this.method = method.asSpreader(Object[].class, type.parameterCount())
                .asType(MethodType.methodType(Object.class, Object[].class));
        this.keys = keys;
        this.receiver = receiver;
    }

    /** Finds the very method of a woven class, which an override does not stand in for. */
    static MethodHandle find(Lookup host, MethodRef ref, MethodSettings settings) {
        Class<?> owner = host.lookupClass();
        MethodType type = MethodType.fromMethodDescriptorString(ref.descriptor(), owner.getClassLoader());
        try {
            return settings.receiver() == Receiver.IGNORE
                    ? host.findStatic(owner, ref.name(), type)
                    : host.findSpecial(owner, ref.name(), type, owner);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the method " + ref.text() + " cannot be called in the background", e);
        }
    }

    @Override
    public @Nullable Rerun of(Entry fresh) {
        @Nullable Object[] parts = fresh.parts();
        int first = receiver ? 1 : 0;
        @Nullable Object[] given = packed(parts, first);
        @Nullable Object[] arguments = new Object[given.length + first];
        if (receiver) {
            arguments[0] = parts[0];
        }
        for (int i = 0; i < given.length; i++) {
            Object copy = keys.copyOf(given[i], type.parameterType(i + first));
            if (copy == KeyMaker.NO_COPY) {
                return null;
            }
            arguments[i + first] = copy;
        }
        return new Rerun(() -> method.invokeExact(arguments), true);
    }

    /** Returns the arguments, which are the parts, or the only part where there are too many. */
    private @Nullable Object[] packed(@Nullable Object[] parts, int first) {
        if (parts.length == first + 1
                && type.parameterCount() != parts.length
                && parts[first] instanceof Object[] all) {
            return all;
        }
        return Arrays.copyOfRange(parts, first, parts.length);
    }
}
