// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import java.time.Duration;

/** What all peers are told: as many entries and as long a life for each of them. Stateless. */
public final class Limits {
    /** How many. */
    public static final int ENTRIES = 10_000;
    /** How long. */
    public static final Duration TTL = Duration.ofMinutes(10);

    private Limits() {}
}
