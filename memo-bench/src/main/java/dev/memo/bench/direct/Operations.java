// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.direct;

import dev.memo.bench.data.Keys;
import dev.memo.bench.data.Price;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is done next: 70 reads, 20 writes and 10 removals in 100, in no order. Confined to one thread. */
@State(Scope.Thread)
public class Operations {
    private static final int READS = 70;
    private static final int WRITES = 20;

    private final byte[] drawn = new byte[Keys.DRAWS];
    private int next;

    /** Draws the operations. */
    public Operations() {
        SplittableRandom random = new SplittableRandom(READS);
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (byte) random.nextInt(100);
        }
    }

    /** Does the next one; returns what was read, else null. */
    public @Nullable Price run(DirectKeys keys, DirectPeer peer) {
        int percent = drawn[next++ & (Keys.DRAWS - 1)];
        Long key = keys.next();
        if (percent < READS) {
            return peer.get(key);
        }
        if (percent < READS + WRITES) {
            peer.put(key, keys.price());
        } else {
            peer.remove(key);
        }
        return null;
    }
}
