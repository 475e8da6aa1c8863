// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import java.time.Duration;

/** What all peers are told: as many entries and as long a life for each of them. Stateless. */
final class Limits {
    static final int ENTRIES = 10_000;
    static final Duration TTL = Duration.ofMinutes(10);

    private Limits() {}
}
