// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Receiver;
import dev.memo.annotation.Storage;
import dev.memo.method.MethodSettings;
import java.util.function.UnaryOperator;

/** Settings other than the default, one at a time. Stateless. */
final class Changed {
    private Changed() {}

    static UnaryOperator<MethodSettings> barrier(Barrier barrier) {
        return s -> copy(s, s.ttlNanos(), barrier, s.receiver(), s.storage());
    }

    static UnaryOperator<MethodSettings> ttl(long nanos) {
        return s -> copy(s, nanos, s.barrier(), s.receiver(), s.storage());
    }

    static UnaryOperator<MethodSettings> receiver(Receiver receiver) {
        return s -> copy(s, s.ttlNanos(), s.barrier(), receiver, s.storage());
    }

    static UnaryOperator<MethodSettings> storage(Storage storage) {
        return s -> copy(s, s.ttlNanos(), s.barrier(), s.receiver(), storage);
    }

    private static MethodSettings copy(
            MethodSettings s, long ttlNanos, Barrier barrier, Receiver receiver, Storage storage) {
        return new MethodSettings(
                s.name(),
                ttlNanos,
                s.idleNanos(),
                barrier,
                receiver,
                storage,
                s.maxEntries(),
                s.maxBytes(),
                s.cacheNull(),
                s.policy(),
                s.jitter(),
                s.governor(),
                s.keyFunction(),
                s.keyParameters());
    }
}
