// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All that was measured on one JDK. Immutable.
 *
 * @param feature the JDK's feature number
 * @param java the JDK's full version
 * @param effort how long it was measured, by name
 * @param load the machine's load average over the minute before, negative if not known
 */
public record Results(int feature, String java, String effort, double load, List<Measurement> measurements) {
    /** Copies the measurements. */
    public Results {
        measurements = List.copyOf(measurements);
    }

    /** Returns the median, or NaN if this was not measured. */
    public double median(String work, String peer, String figure) {
        double[] values = measurements.stream()
                .filter(m -> m.work().equals(work)
                        && m.peer().equals(peer)
                        && m.figure().equals(figure))
                .flatMap(m -> m.values().stream())
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        if (values.length == 0) {
            return Double.NaN;
        }
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    /** Returns who did this work, in the order of measuring. */
    public Set<String> peers(String work) {
        Set<String> peers = new LinkedHashSet<>();
        measurements.stream().filter(m -> m.work().equals(work)).forEach(m -> peers.add(m.peer()));
        return peers;
    }

    /** Returns these results without those of the same things as the new ones. */
    Results without(List<Measurement> fresh) {
        List<Measurement> kept = new ArrayList<>(measurements);
        kept.removeIf(old -> fresh.stream().anyMatch(old::isOfSame));
        return new Results(feature, java, effort, load, kept);
    }

    /** Returns these results and more. */
    Results plus(List<Measurement> more) {
        List<Measurement> all = new ArrayList<>(measurements);
        all.addAll(more);
        return new Results(feature, java, effort, load, all);
    }
}
