// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import java.util.concurrent.atomic.AtomicBoolean;

/** A class that is on no list, which seeds name: making one is noticed, whichever class loader has found it. Immutable. */
record Trap(String name) {
    private static final AtomicBoolean SPRUNG = new AtomicBoolean();

    /** Notes that one was made. */
    Trap {
        SPRUNG.set(true);
    }

    /** Returns one for a seed, which counts for nothing. */
    static Trap unsprung() {
        Trap trap = new Trap("trap");
        disarm();
        return trap;
    }

    /** Forgets that any was made. */
    static void disarm() {
        SPRUNG.set(false);
    }

    static void requireUnsprung() {
        if (SPRUNG.getAndSet(false)) {
            throw new Found("an object of a class off the list was made");
        }
    }
}
