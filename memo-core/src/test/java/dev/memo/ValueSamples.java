// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.annotation.Cached;
import dev.memo.spi.Codec;
import dev.memo.spi.CodecException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values and codecs, well-behaved and not. */
final class ValueSamples {
    private ValueSamples() {}

    /** A memoized method of an interface. */
    @FunctionalInterface
    interface Source {
        @Cached
        int value(String key);
    }

    /** Changeable, and can be copied. */
    static final class Basket {
        final List<String> items = new ArrayList<>();

        Basket(String... items) {
            this.items.addAll(List.of(items));
        }

        @Override
        public boolean equals(@Nullable Object o) {
            return o instanceof Basket other && items.equals(other.items);
        }

        @Override
        public int hashCode() {
            return items.hashCode();
        }
    }

    /** Changeable, and without anything in it that is. */
    static final class Account {
        String owner;

        Account(String owner) {
            this.owner = owner;
        }
    }

    /** Proven immutable. */
    record Pair(String left, long right) {}

    /** Cannot be copied. */
    static final class Connection {
        final Runnable callback = () -> {};
        final Thread owner = Thread.currentThread();
    }

    /** Throws what no codec should. */
    record ThrowingCodec(boolean whenEncoding) implements Codec {
        @Override
        public String name() {
            return "throwing";
        }

        @Override
        public byte[] encode(Object value) {
            if (whenEncoding) {
                throw new IllegalStateException("secret");
            }
            return new byte[] {1};
        }

        @Override
        public Object decode(byte[] bytes) {
            throw new IllegalStateException("secret");
        }
    }

    /** Reads nothing back. */
    record UnreadableCodec() implements Codec {
        @Override
        public String name() {
            return "unreadable";
        }

        @Override
        public byte[] encode(Object value) {
            return new byte[] {1};
        }

        @Override
        public Object decode(byte[] bytes) {
            throw new CodecException("UnreadableCodec: it reads nothing, found " + bytes.length + " bytes.");
        }
    }
}
