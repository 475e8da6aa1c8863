// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.codec.AllowList;
import dev.memo.codec.StoreCodec;
import dev.memo.method.MethodRef;
import dev.memo.method.MethodSettings;
import dev.memo.spi.Codec;
import dev.memo.spi.CodecException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the arguments of a static woven method are turned into bytes, and the method called with them. What is decoded is of
 * the classes that its parameters declare. Thread-safe.
 */
final class CallForm {
    private static final int NULL = -1;

    private final MethodHandle method;
    private final List<Codec> codecs;

    private CallForm(MethodHandle method, List<Codec> codecs) {
        this.method = method.asSpreader(Object[].class, codecs.size());
        this.codecs = codecs;
    }

    /**
     * Returns the form of a method; null where it cannot be called by its key alone: it needs an object, or some argument is not
     * in the key.
     *
     * @param original gives what calls the woven method
     */
    static @Nullable CallForm of(
            MethodRef ref, MethodSettings settings, ClassLoader loader, Supplier<@Nullable MethodHandle> original) {
        MethodType type = MethodType.fromMethodDescriptorString(ref.descriptor(), loader);
        if (!settings.keyFunction().isEmpty() || settings.keyParameters().size() != type.parameterCount()) {
            return null;
        }
        try {
            Method found =
                    Class.forName(ref.owner(), false, loader).getDeclaredMethod(ref.name(), type.parameterArray());
            MethodHandle handle = Modifier.isStatic(found.getModifiers()) ? original.get() : null;
            if (handle == null) {
                return null;
            }
            List<Codec> codecs = new ArrayList<>();
            for (Type parameter : found.getGenericParameterTypes()) {
                codecs.add(new StoreCodec(
                        loader,
                        new AllowList(loader, parameter, List.of(), ref.text(), "Declare a parameter that names it.")));
            }
            return new CallForm(handle, List.copyOf(codecs));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    /** Returns the arguments that are a key's parts as bytes, or null if they cannot be had. */
    byte @Nullable [] encode(@Nullable Object[] parts) {
        @Nullable
        Object[] arguments =
                parts.length == 1 && codecs.size() > 1 && parts[0] instanceof Object[] packed ? packed : parts;
        if (arguments.length != codecs.size()) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (int i = 0; i < arguments.length; i++) {
                Object argument = arguments[i];
                byte[] encoded = argument == null ? null : codecs.get(i).encode(argument);
                out.writeInt(encoded == null ? NULL : encoded.length);
                out.write(encoded == null ? new byte[0] : encoded);
            }
        } catch (IOException
                | RuntimeException
                | LinkageError
                | StackOverflowError e) { // the codec's, or code of the argument's
            return null;
        }
        return bytes.toByteArray();
    }

    /**
     * Calls the method.
     *
     * @throws CodecException if these are not its arguments
     * @throws Throwable what the method throws
     */
    void call(byte[] arguments) throws Throwable {
        Object unused = method.invoke(decode(arguments));
    }

    private @Nullable Object[] decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        @Nullable Object[] arguments = new Object[codecs.size()];
        try {
            for (int i = 0; i < arguments.length; i++) {
                int length = in.getInt();
                if (length < NULL || length > in.remaining()) {
                    throw new CodecException("Recorded arguments: they are not those of this method. Drop them.");
                }
                byte[] encoded = new byte[Math.max(0, length)];
                in.get(encoded);
                arguments[i] = length == NULL ? null : codecs.get(i).decode(encoded);
            }
            return arguments;
        } catch (BufferUnderflowException e) {
            throw new CodecException("Recorded arguments: they end too early. Drop them.", e);
        }
    }
}
