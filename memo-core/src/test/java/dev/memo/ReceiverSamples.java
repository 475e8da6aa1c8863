// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import org.jspecify.annotations.Nullable;

/** Receivers, one for each rule. */
final class ReceiverSamples {
    private ReceiverSamples() {}

    static class Fieldless {}

    static final class FieldlessBelow extends Fieldless {}

    static final class StaticsOnly {
        static final String NAME = "one for all";

        @Override
        public String toString() {
            return NAME;
        }
    }

    /** Equal to nothing but itself, which without state makes no difference. */
    static final class FieldlessUnequal {
        @Override
        public boolean equals(@Nullable Object o) {
            return this == o;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    static class State {
        final int value;

        State(int value) {
            this.value = value;
        }

        @Override
        public String toString() {
            return "State " + value;
        }
    }

    static final class BelowState extends State {
        BelowState(int value) {
            super(value);
        }
    }

    static final class Loader extends ClassLoader {
        Loader(@Nullable ClassLoader parent) {
            super(parent);
        }
    }

    enum Color {
        RED,
        GREEN,
        WITH_BODY {
            @Override
            public String toString() {
                return "body";
            }
        }
    }

    record Point(int x, int y) {}

    record Pixel(int x, int y) {}

    static class Money {
        final int cents;

        Money(int cents) {
            this.cents = cents;
        }

        @Override
        public boolean equals(@Nullable Object o) {
            return o instanceof Money other && cents == other.cents;
        }

        @Override
        public int hashCode() {
            return cents;
        }
    }

    static final class MoreMoney extends Money {
        MoreMoney(int cents) {
            super(cents);
        }
    }

    @SuppressWarnings({"EqualsHashCode", "overrides"}) // that is the point
    static final class OnlyEquals {
        final int value;

        OnlyEquals(int value) {
            this.value = value;
        }

        @Override
        public boolean equals(@Nullable Object o) {
            return o instanceof OnlyEquals other && value == other.value;
        }
    }

    abstract static class Template {
        abstract String part();

        static final class Left extends Template {
            @Override
            String part() {
                return "left";
            }
        }

        static final class Right extends Template {
            @Override
            String part() {
                return "right";
            }
        }
    }
}
