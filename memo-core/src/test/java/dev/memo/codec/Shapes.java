// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Classes as applications have them. Stateless. */
final class Shapes {
    private Shapes() {}

    enum Op {
        PLUS {
            @Override
            int apply(int a, int b) {
                return a + b;
            }
        },
        MINUS {
            @Override
            int apply(int a, int b) {
                return a - b;
            }
        };

        abstract int apply(int a, int b);
    }

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    record Point(int x, long y, byte b, short s, char c, float f, double d, boolean z) {}

    record Pair<A, B>(A first, @Nullable B second) {}

    record Order(
            String id,
            List<Line> lines,
            Map<Op, BigDecimal> totals,
            @Nullable Order parent) {}

    record Line(String article, int count) {}

    @SuppressWarnings("ArrayRecordComponent") // such are common all the same
    record Samples(String name, int[] values) {}

    /** A bean with everything that beans have. */
    static class Bean {
        private String name = "";
        private int count;
        protected transient List<String> tags = new ArrayList<>();

        Bean() {}

        Bean(String name, int count, List<String> tags) {
            this.name = name;
            this.count = count;
            this.tags = tags;
        }

        List<String> tags() {
            return tags;
        }

        @Override
        public boolean equals(@Nullable Object o) {
            return o instanceof Bean b
                    && b.getClass() == getClass()
                    && b.name.equals(name)
                    && b.count == count
                    && b.tags.equals(tags);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, count);
        }
    }

    /** A subclass whose field has the name of one in its superclass. */
    static final class SubBean extends Bean {
        private final String name;

        SubBean(String outer, String inner) {
            super(inner, 1, new ArrayList<>());
            this.name = outer;
        }

        @Override
        public boolean equals(@Nullable Object o) {
            return super.equals(o) && o instanceof SubBean b && b.name.equals(name);
        }

        @Override
        public int hashCode() {
            return super.hashCode() + name.hashCode();
        }
    }

    /** A class without a constructor to call, and with all primitive fields. */
    static final class Primitives {
        final boolean z = Boolean.parseBoolean("true");
        final byte b;
        final char c;
        final short s;
        final int i;
        final long l;
        final float f;
        final double d;

        Primitives(int seed) {
            b = (byte) seed;
            c = (char) seed;
            s = (short) seed;
            i = seed;
            l = seed;
            f = seed;
            d = seed;
        }

        @Override
        public String toString() {
            return "" + z + b + c + s + i + l + f + d;
        }
    }

    /** Part of a graph with cycles, without equals. */
    static final class Node {
        final String name;
        final List<Node> next = new ArrayList<>();

        @Nullable
        Node self;

        Node(String name) {
            this.name = name;
        }
    }

    /** A list with a field of its own. */
    static final class NamedList extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
        String title = "";
    }

    /** A map with a field of its own. */
    static final class NamedMap extends HashMap<String, Integer> {
        private static final long serialVersionUID = 1L;
        transient String title = "";
    }

    /** A collection that is all the application's own. */
    static final class Range extends java.util.AbstractList<Integer> {
        private final int size;

        Range(int size) {
            this.size = size;
        }

        @Override
        public Integer get(int index) {
            return Objects.checkIndex(index, size);
        }

        @Override
        public int size() {
            return size;
        }
    }

    /** The only one of its kind, as Kotlin compiles an {@code object}. */
    static final class Loading {
        static final Loading INSTANCE = new Loading();

        private Loading() {}
    }

    /** The only one of its kind, as Java serialization knows them. */
    static final class Nothing implements Serializable {
        private static final long serialVersionUID = 1L;
        static final Nothing ONLY = new Nothing();

        private Nothing() {}

        private Object readResolve() {
            return ONLY;
        }
    }

    /** Extends a class of the JDK whose fields are closed. */
    static final class NamedLock extends ReentrantLock {
        private static final long serialVersionUID = 1L;
        final String name;

        NamedLock(String name) {
            super(true);
            this.name = name;
        }
    }

    /** An exception with a field. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int code;

        Failure(String message, int code) {
            super(message);
            this.code = code;
        }
    }
}
