// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.KryoException;
import dev.memo.spi.CodecException;

/**
 * Turns whatever was thrown inside Kryo into a {@link CodecException} that names types and shows no values.
 *
 * <p>The messages of other exceptions may show values, so only their classes and stack traces are kept. Stateless.
 */
final class Trouble {
    private static final String REMEDY = "Return plain data, or declare the storage as SHARED.";

    private Trouble() {}

    static CodecException refused(Class<?> type, String reason) {
        return new CodecException("Encoding of " + type.getName() + ": it cannot be copied, " + reason + ". " + REMEDY);
    }

    static CodecException encoding(Object value, Throwable trouble, Verdicts verdicts) {
        passOn(trouble);
        Class<?> type = value.getClass();
        if (trouble instanceof NotEncodable e) {
            if (!Jdk.owns(e.culprit())) {
                verdicts.refuse(e.culprit(), e.reason());
            }
            return e.culprit() == type && e.path().isEmpty()
                    ? withCause(refused(type, e.reason()), e)
                    : nested(type, e);
        }
        return new CodecException(
                "Encoding of " + type.getName() + ": it cannot be copied, " + nameOf(trouble) + ". " + REMEDY,
                bare(trouble));
    }

    static CodecException decoding(int length, Throwable trouble) {
        passOn(trouble);
        String culprit =
                trouble instanceof NotEncodable e ? " of " + e.culprit().getName() : "";
        return new CodecException(
                "Decoding" + culprit + ": " + length + " bytes cannot be read back, " + nameOf(trouble)
                        + ". Drop them and load the value again.",
                bare(trouble));
    }

    private static CodecException nested(Class<?> type, NotEncodable e) {
        String place = e.path().isEmpty() ? "" : ", reached through " + e.path();
        return new CodecException(
                "Encoding of " + type.getName() + ": it holds a " + e.culprit().getName() + place
                        + ", which cannot be copied, " + e.reason() + ". " + REMEDY,
                bare(e));
    }

    private static CodecException withCause(CodecException codec, Throwable trouble) {
        codec.initCause(bare(trouble));
        return codec;
    }

    private static String nameOf(Throwable trouble) {
        if (trouble instanceof NotEncodable e) {
            return e.reason();
        }
        Throwable origin = originOf(trouble);
        if (origin instanceof StackOverflowError) {
            return "it is nested too deep for the stack";
        }
        if (origin instanceof KryoException) {
            return String.valueOf(origin.getMessage()).lines().findFirst().orElse("");
        }
        return origin.getClass().getSimpleName();
    }

    /** Errors of the virtual machine are not ours, except for a stack that the value itself has overflown. */
    private static void passOn(Throwable trouble) {
        for (Throwable t = trouble; t != null; t = t.getCause()) {
            if (t instanceof VirtualMachineError error && !(t instanceof StackOverflowError)) {
                throw error;
            }
        }
    }

    /** Where it happened and what it was, without its message. */
    private static Throwable bare(Throwable trouble) {
        Throwable origin = originOf(trouble);
        CodecException bare = new CodecException(origin.getClass().getName());
        bare.setStackTrace(origin.getStackTrace());
        return bare;
    }

    static Throwable originOf(Throwable trouble) {
        Throwable origin = trouble;
        while (origin.getCause() != null) {
            origin = origin.getCause();
        }
        return origin;
    }
}
