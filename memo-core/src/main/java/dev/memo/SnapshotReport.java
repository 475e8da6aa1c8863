// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.spi.LeftOut;
import dev.memo.spi.SnapshotException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * What has become of results when a snapshot was saved or loaded. Immutable.
 *
 * @param results how many were saved, or taken in; what is taken in is looked at when its method asks for it, and turns out to
 *     be of no use then if code or classes have changed
 * @param bytes how long the file is; of a load, what the results take as they are in the file
 * @param leftOut how many others there were, by reason; a reason without any is not in it
 */
public record SnapshotReport(long results, long bytes, Map<LeftOut, Long> leftOut) {
    /** Copies the map. */
    public SnapshotReport {
        Map<LeftOut, Long> sorted = new EnumMap<>(LeftOut.class);
        sorted.putAll(leftOut);
        leftOut = Collections.unmodifiableMap(sorted);
    }

    /** Returns how many were left out for a reason. */
    public long leftOut(LeftOut reason) {
        return leftOut.getOrDefault(reason, 0L);
    }

    /** Asks an engine, which may be of another class loader. */
    static SnapshotReport of(BiFunction<String, Object[], Object> service, String operation, Path file, int number) {
        Objects.requireNonNull(
                file, () -> "memo." + operation + ": the file must not be null, was null. Name the snapshot's file.");
        Object[] asked = {file.toAbsolutePath().toString(), number};
        Object[] answer = (Object[]) service.apply(operation, asked);
        if (answer[0] instanceof String kind) {
            throw new SnapshotException(
                    SnapshotException.Kind.valueOf(kind), String.valueOf(answer[1]), (Throwable) answer[2]);
        }
        Map<LeftOut, Long> reasons = new EnumMap<>(LeftOut.class);
        for (int i = 2; i < answer.length; i += 2) {
            reasons.put(LeftOut.valueOf((String) answer[i]), (Long) answer[i + 1]);
        }
        return new SnapshotReport((Long) answer[0], (Long) answer[1], reasons);
    }
}
