// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All outcomes on one JDK. Immutable.
 *
 * @param feature the JDK's feature number
 * @param java the JDK's full version
 * @param load the machine's load average over the minute before, negative if not known
 */
public record TortureResults(int feature, String java, double load, List<Played> played) {
    /** Copies what was played. */
    public TortureResults {
        played = List.copyOf(played);
    }

    /** Returns how it came out, if it was played. */
    public Optional<Outcome> outcome(Torment torment, Contestant contestant) {
        return played.stream()
                .filter(p -> p.torment() == torment && p.contestant() == contestant)
                .map(Played::outcome)
                .findFirst();
    }

    /** Returns these results with new ones in the place of those of the same scenario and peer. */
    TortureResults with(List<Played> fresh) {
        List<Played> all = new ArrayList<>(played);
        all.removeIf(old -> fresh.stream().anyMatch(old::isOfSame));
        all.addAll(fresh);
        return new TortureResults(feature, java, load, all);
    }

    /** One scenario, played against one peer. Immutable. */
    public record Played(Torment torment, Contestant contestant, Outcome outcome) {
        private boolean isOfSame(Played other) {
            return torment == other.torment && contestant == other.contestant;
        }
    }
}
