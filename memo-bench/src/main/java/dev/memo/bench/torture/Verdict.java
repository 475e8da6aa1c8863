// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

/** How a peer came out of a scenario. Immutable. */
public enum Verdict {
    /** As the scenario defines it. */
    RIGHT,

    /** Not so, and it can be said why. */
    WRONG,

    /** Not finished when its time was up. */
    HANGS,

    /** The peer has nothing of the kind. */
    LACKS,

    /** This JDK has nothing of the kind. */
    NEEDS_JDK
}
