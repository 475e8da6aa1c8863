// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/** Tells whether the calling thread may be in a load. Stateless. */
public final class OpenNests {
    private OpenNests() {}

    public static boolean here() {
        return Nests.here();
    }
}
