// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

import dev.memo.bench.run.Measurement;
import dev.memo.bench.run.Results;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What there is to show of one work. Immutable.
 *
 * @param peers who did it, the quickest on the first JDK first
 * @param names the figures, the main one first
 */
record Figures(String work, List<String> peers, List<String> names) {
    Figures {
        peers = List.copyOf(peers);
        names = List.copyOf(names);
    }

    static Figures of(String work, List<Results> runs) {
        Set<String> peers = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (Results run : runs) {
            peers.addAll(run.peers(work));
            run.measurements().stream()
                    .filter(measurement -> measurement.work().equals(work))
                    .map(Measurement::figure)
                    .forEach(names::add);
        }
        List<String> sorted = new ArrayList<>(peers);
        sorted.sort(Comparator.comparingDouble(
                peer -> runs.get(0).median(work, peer, names.iterator().next())));
        return new Figures(work, sorted, new ArrayList<>(names));
    }

    /** Returns the peer's main figure in those of Memo with the same parameters, NaN if one is missing. */
    double timesMemo(Results run, String peer) {
        int space = peer.indexOf(' ');
        String memo = "memo" + (space < 0 ? "" : peer.substring(space));
        return run.median(work, peer, names.get(0)) / run.median(work, memo, names.get(0));
    }
}
