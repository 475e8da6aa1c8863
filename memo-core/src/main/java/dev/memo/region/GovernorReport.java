// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Says what the governor found about one method, once for each reason. Guarded by its governor. */
final class GovernorReport {
    private final Region region;
    private final Set<Evidence.Verdict> said = EnumSet.noneOf(Evidence.Verdict.class);

    GovernorReport(Region region) {
        this.region = region;
    }

    /** Says what was found, if it is new; shows no argument's value. */
    void found(Evidence.Verdict verdict, Evidence evidence, Evidence.Costs costs, boolean bypassed) {
        if (said.add(verdict)) {
            String what = verdict == Evidence.Verdict.CHEAP_BODY
                    ? "its hits cost as much as its body"
                    : "its results are hardly ever asked for again";
            String text = region.settings.name() + ": " + what + ", found " + figures(evidence, costs) + ". "
                    + remedy(verdict, evidence) + outcome(bypassed);
            System.getLogger("dev.memo").log(Level.WARNING, text);
        }
    }

    private String figures(Evidence evidence, Evidence.Costs costs) {
        return String.format(
                Locale.ROOT,
                "%,d hits in its last %,d calls (%.1f%%), %,d ns a load, %,d ns a hit and %,d bytes held",
                evidence.hits(),
                evidence.calls(),
                100.0 * evidence.hits() / evidence.calls(),
                evidence.meanLoad(costs),
                costs.hit(),
                region.stats().bytes());
    }

    private static String remedy(Evidence.Verdict verdict, Evidence evidence) {
        if (verdict == Evidence.Verdict.CHEAP_BODY) {
            return "Remove @Cached or its rule.";
        }
        if (evidence.gone() * 2 > evidence.calls()) {
            return "Give its results more room or a longer life (maxEntries, maxBytes, ttl, idle), or remove @Cached.";
        }
        return "Leave out the arguments that differ on every call (@KeyIgnore), give their classes equals and hashCode,"
                + " or remove @Cached.";
    }

    private String outcome(boolean bypassed) {
        if (bypassed) {
            return " Calls go through without Memo from now on; now and then it is tried again.";
        }
        Barrier barrier = region.settings.barrier();
        return barrier == Barrier.METHOD || barrier == Barrier.HOST
                ? " It is not bypassed, as its barrier is " + barrier + "."
                : " Until then, governor = BYPASS lets calls go through without Memo.";
    }
}
