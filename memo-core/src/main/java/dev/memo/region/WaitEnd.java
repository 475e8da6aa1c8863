// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/** How a wait came to its end. Immutable. */
enum WaitEnd {
    /** What was waited for has come. */
    OVER,
    /** The caller's time was up before. */
    TIMED_OUT,
    /** It would close a circle of threads that wait for one another, or had closed one. */
    CYCLE,
    /** The caller was interrupted; its flag is set again. */
    INTERRUPTED,
    /** What was waited for will not come, as whoever has it has lost its flight. */
    HOPELESS
}
