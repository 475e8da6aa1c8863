// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.traces;

import java.util.List;
import java.util.Map;

/** The targets of both scores, and whether they are met, as rows of a table. Confined to one thread. */
final class Verdicts {
    private static final double SHARE_OF_OPTIMUM = 0.87;
    private static final double BELOW_LRU = -0.02;
    private static final double TIMES_CAFFEINE = 1.3;

    private final StringBuilder text = new StringBuilder("| score | target | measured | |\n|---|---|---|---|\n");

    /** Judges the mean shares of the optimum. */
    void share(double adaptive, Map<String, Double> peers, double worstAgainstLru) {
        row("mean share of the optimum", "0.87 or more", adaptive, adaptive >= SHARE_OF_OPTIMUM);
        peers.forEach((name, share) ->
                row("", TraceScore.format("above %s, which has %.4f", name, share), adaptive, adaptive > share));
        String nowhere = "nowhere more than 0.02 below `lru`";
        row("", nowhere, worstAgainstLru, worstAgainstLru >= BELOW_LRU);
    }

    /** Judges the load time saved, in each way to read it. */
    void saved(double share, double meanOfRatios, double ratioOfMeans, double median) {
        String score = TraceScore.format("load time saved, in %.0f%% of the bytes", share * 100);
        String target = "at least 1.3 x Caffeine's, by the ";
        row(score, target + "mean of ratios", meanOfRatios, meanOfRatios >= TIMES_CAFFEINE);
        row("", target + "ratio of means", ratioOfMeans, ratioOfMeans >= TIMES_CAFFEINE);
        row("", target + "median (of an even number, the upper of the middle two)", median, median >= TIMES_CAFFEINE);
    }

    private void row(String score, String target, double measured, boolean met) {
        String verdict = met ? "met" : "**not met**";
        text.append("| ")
                .append(String.join(" | ", List.of(score, target, TraceScore.format("%.4f", measured), verdict)))
                .append(" |\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
