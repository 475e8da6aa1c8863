// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.KryoException;

/**
 * Says, as the cause of a {@link dev.memo.spi.CodecException}, what keeps stored bytes from being read.
 *
 * <p>Being a {@link KryoException} it passes through Kryo's serializers unwrapped. Immutable but for the trace that Kryo adds.
 */
public final class Unreadable extends KryoException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String detail;

    Unreadable(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
        this.detail = detail;
    }

    /** Returns the kind of trouble. */
    public Reason reason() {
        return reason;
    }

    /** Returns what was found, a clause without a full stop that names a class and shows no value. */
    public String detail() {
        return detail;
    }

    /** The kinds of trouble with stored bytes. Immutable. */
    public enum Reason {
        /** They name a class that their method's results may not be made of. */
        CLASS_NOT_ALLOWED,
        /** They name a class that is not there, or is another one here. */
        CLASS_MISSING,
        /** They name a class that has other fields now. */
        CLASS_CHANGED,
        /** They are not what the codec writes. */
        DAMAGED
    }
}
