// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of the keys of a {@link Batch}. Confined to the thread of the call. */
final class BatchItem {
    /** Stands for {@code void.class} where an original gives that, as that stands for null. */
    private static final Object VOID = new Object();

    final @Nullable Object element;

    /** Null if it has no key that can be made. */
    final @Nullable Entry fresh;

    /** The load that gives its value, one's own or another's; null if nothing is kept of it. */
    @Nullable
    Flight flight;

    /** As the region has it, {@code void.class} for null; null if there is none. */
    @Nullable
    Object value;

    BatchItem(@Nullable Object element, @Nullable Entry fresh) {
        this.element = element;
        this.fresh = fresh;
    }

    Flight flight() {
        if (flight == null) {
            throw new IllegalStateException("nobody loads it");
        }
        return flight;
    }

    void addFlightTo(List<Flight> flights) {
        if (flight != null) {
            flights.add(flight);
        }
    }

    /** Takes the value that a store had for its flight; returns false if there was none. */
    boolean takes(Map<Flight, Object> stored) {
        Object found = flight == null ? null : stored.get(flight);
        if (found == null) {
            return false;
        }
        value = found;
        flight = null;
        return true;
    }

    boolean hasLanded() {
        return flight().landed();
    }

    void land(@Nullable Object given) {
        if (given == Batch.ABSENT) {
            if (flight != null) {
                flight.absent = true;
            }
            cancel();
            return;
        }
        value = given == null ? Values.NULL : given == Values.NULL ? VOID : given;
        if (flight != null) {
            flight.accept(given, null);
        }
    }

    /** Returns the value as a caller gets it; {@link Batch#ABSENT} if there is none. */
    @Nullable
    Object given() {
        if (value == Values.NULL) {
            return null;
        }
        if (value == VOID) {
            return Values.NULL;
        }
        return value == null ? Batch.ABSENT : value;
    }

    void fail(Throwable failure) {
        if (flight != null) {
            flight.accept(null, failure);
        }
    }

    void cancel() {
        if (flight != null) {
            flight.cancel();
        }
    }
}
