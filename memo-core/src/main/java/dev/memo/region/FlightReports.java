// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Logs what is wrong with single flights, with their leaders' stacks; shows no argument. Thread-safe; never throws. */
final class FlightReports {
    private static final long MILLI = 1_000_000;

    private final Region region;

    FlightReports(Region region) {
        this.region = region;
    }

    void old(Flight flight, long age, long usual) {
        String usually = usual < 0 ? "none has ended so far" : "they usually take " + usual / MILLI + " ms";
        log(
                load(flight) + " takes far longer than usual, found " + age / MILLI + " ms so far, " + usually
                        + ". See where it is below. maxWait would limit how long others wait for it, deadline for how"
                        + " long it may keep them waiting.",
                flight);
    }

    void overdue(Flight flight, long age) {
        log(
                load(flight) + " is past its deadline, found " + age / MILLI + " ms so far."
                        + " Others load now, and what it gives will not be kept. See where it is below.",
                flight);
    }

    void late(Flight flight, long nanos) {
        log(
                load(flight) + " has ended past its deadline, found after " + nanos / MILLI
                        + " ms. What it gave is not kept. Make it faster, or raise deadline.",
                null);
    }

    void leaderGone(Flight flight) {
        log(
                load(flight) + " was left by its thread, which has ended."
                        + " Others load now. Look for what ends threads in the middle of a call.",
                null);
    }

    private String load(Flight flight) {
        return region.settings.name() + ": the load by thread \""
                + flight.thread().getName() + "\"";
    }

    private static void log(String text, @Nullable Flight flight) {
        try {
            System.Logger logger = System.getLogger("dev.memo");
            if (flight == null) {
                logger.log(Level.WARNING, text);
            } else {
                Throwable where = new Throwable("thread \"" + flight.thread().getName() + "\"");
                where.setStackTrace(flight.thread().getStackTrace());
                logger.log(Level.WARNING, text, where);
            }
        } catch (RuntimeException | LinkageError e) {
            return; // a logger's own trouble
        }
    }
}
