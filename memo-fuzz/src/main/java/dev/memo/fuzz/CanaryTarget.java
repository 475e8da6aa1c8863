// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import java.nio.ByteBuffer;

/** The canary: a reader that believes a length behind some marks. It must be found, which takes a look at its code. Stateless. */
public final class CanaryTarget {
    private static final int MAGIC = 0x4D454D4F; // "MEMO"

    private CanaryTarget() {}

    /** Reads a text behind its length. Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 8) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(input);
        if (in.getInt() == MAGIC && in.getShort() == 1) {
            byte[] text = new byte[in.getShort()];
            in.get(text);
        }
    }
}
