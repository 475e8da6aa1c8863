// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.KryoException;
import org.jspecify.annotations.Nullable;

/**
 * Says, inside this package, that the instances of one class cannot be copied faithfully, and why.
 *
 * <p>Being a {@link KryoException} it passes through Kryo's serializers unwrapped and collects the path of fields that led to
 * the class. Confined to one thread.
 */
final class NotEncodable extends KryoException {
    private static final long serialVersionUID = 1L;

    private final transient Class<?> culprit;
    private final String reason;
    private final StringBuilder path = new StringBuilder();

    NotEncodable(Class<?> culprit, String reason) {
        this(culprit, reason, null);
    }

    NotEncodable(Class<?> culprit, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.culprit = culprit;
        this.reason = reason;
    }

    Class<?> culprit() {
        return culprit;
    }

    String reason() {
        return reason;
    }

    /** The fields from the inside out, as {@code owner (Order), rows (Page)}, or the empty string. */
    String path() {
        return path.toString();
    }

    @Override
    public void addTrace(String step) {
        path.append(path.length() == 0 ? "" : ", ").append(step);
    }
}
