// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.run;

import java.util.List;

/**
 * The heap of a JVM that is measured: all of it is there, and has been touched, before the measuring begins. The first
 * touch of a page costs a virtual machine more than most that is measured here, and only those who allocate would pay
 * for it. Immutable.
 */
enum Heap {
    /** Touched in about half a second. */
    USUAL(1024),

    /** Room for a million entries of anyone. */
    LARGE(1536);

    private final int megabytes;

    Heap(int megabytes) {
        this.megabytes = megabytes;
    }

    List<String> options() {
        return List.of("-Xms" + megabytes + "m", "-Xmx" + megabytes + "m", "-XX:+AlwaysPreTouch");
    }
}
