// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.compare;

import dev.memo.bench.run.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What has become of Memo's medians between two runs. Of each run only ratios count, to the geometric mean of the peers
 * that were measured both times in the same work with the same parameters: absolute times of a shared machine mean
 * nothing, and neither does a single peer that had a bad day. Immutable.
 */
record Comparison(List<Change> changes) {
    private static final List<String> FIGURES = List.of("ns", "ms", "bytes");

    /** What is no peer of anyone: the machine's own cost, and steps on the way to Memo's. */
    private static final Set<String> NO_PEERS = Set.of("key", "keyAlone", "disabled", "unused");

    Comparison {
        changes = List.copyOf(changes);
    }

    /** Compares the runs on the same JDKs. */
    static Comparison of(List<Results> before, List<Results> now) {
        List<Change> changes = new ArrayList<>();
        for (Results then : before) {
            now.stream().filter(run -> run.feature() == then.feature()).forEach(run -> compare(then, run, changes));
        }
        return new Comparison(changes);
    }

    boolean isSlower() {
        return changes.stream().anyMatch(Change::isSlower);
    }

    /** Returns a table, the changes for the worse marked. */
    String table() {
        StringBuilder text = new StringBuilder("| work | beside | before | now | change |\n|---|---|---|---|---|\n");
        for (Change change : changes) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.3f | %.3f | %+.1f%%%s |%n",
                    change.what(),
                    change.peers(),
                    change.before(),
                    change.now(),
                    (change.factor() - 1) * 100,
                    change.isSlower() ? ", **slower**" : ""));
        }
        return text.toString();
    }

    private static void compare(Results before, Results now, List<Change> changes) {
        for (String work : works(before)) {
            for (String memo : before.peers(work)) {
                if (memo.startsWith("memo")) {
                    FIGURES.forEach(figure -> compare(new Pair(before, now, work, figure), memo, changes));
                }
            }
        }
    }

    private static void compare(Pair pair, String memo, List<Change> changes) {
        List<String> peers = pair.before.peers(pair.work).stream()
                .filter(peer -> isPeer(peer, memo) && pair.has(peer))
                .toList();
        if (pair.has(memo) && !peers.isEmpty()) {
            String what = "JDK " + pair.now.feature() + ", " + pair.work + ", " + memo + ", " + pair.figure;
            changes.add(new Change(
                    what,
                    String.join(", ", peers),
                    pair.ratio(pair.before, memo, peers),
                    pair.ratio(pair.now, memo, peers)));
        }
    }

    private static List<String> works(Results results) {
        return results.measurements().stream().map(m -> m.work()).distinct().toList();
    }

    private static boolean isPeer(String peer, String memo) {
        return !peer.startsWith("memo")
                && !NO_PEERS.contains(peer)
                && parameters(peer).equals(parameters(memo));
    }

    private static String parameters(String peer) {
        int space = peer.indexOf(' ');
        return space < 0 ? "" : peer.substring(space);
    }

    /** One figure of one work in two runs. Immutable. */
    private record Pair(Results before, Results now, String work, String figure) {
        boolean has(String peer) {
            return before.median(work, peer, figure) > 0 && now.median(work, peer, figure) > 0;
        }

        double ratio(Results run, String memo, List<String> peers) {
            double logarithms = peers.stream()
                    .mapToDouble(peer -> Math.log(run.median(work, peer, figure)))
                    .average()
                    .orElseThrow();
            return run.median(work, memo, figure) / Math.exp(logarithms);
        }
    }
}
