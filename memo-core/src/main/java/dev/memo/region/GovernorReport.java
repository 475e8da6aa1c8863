// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import dev.memo.region.RegionSettings.Kind;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Says what the governor found about one method, function or cache, once for each reason. Guarded by its governor. */
final class GovernorReport {
    private final Region region;
    private final Kind kind;
    private final Set<Evidence.Verdict> said = EnumSet.noneOf(Evidence.Verdict.class);

    GovernorReport(Region region) {
        this.region = region;
        this.kind = region.settings.kind();
    }

    /** Says what was found, if it is new; shows no argument's value. */
    void found(Evidence.Verdict verdict, Evidence evidence, Evidence.Costs costs, boolean bypassed) {
        if (said.add(verdict)) {
            String text = region.settings.name() + ": " + what(verdict) + ", found " + figures(evidence, costs) + ". "
                    + remedy(verdict, evidence) + outcome(bypassed);
            System.getLogger("dev.memo").log(Level.WARNING, text);
        }
    }

    private String what(Evidence.Verdict verdict) {
        if (verdict == Evidence.Verdict.CHEAP_BODY) {
            return "its hits cost as much as its " + (kind == Kind.CACHE ? "loads" : "body");
        }
        return "its " + kept() + " are hardly ever asked for again";
    }

    private String kept() {
        return kind == Kind.CACHE ? "values" : "results";
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

    private String remedy(Evidence.Verdict verdict, Evidence evidence) {
        if (verdict == Evidence.Verdict.CHEAP_BODY) {
            return switch (kind) {
                case METHOD -> "Remove @Cached or its rule.";
                case FUNCTION, LOCKED_FUNCTION -> "Call the function itself.";
                case CACHE -> "Do without the cache.";
            };
        }
        String without = switch (kind) {
            case METHOD -> "remove @Cached.";
            case FUNCTION, LOCKED_FUNCTION -> "call the function itself.";
            case CACHE -> "do without the cache.";
        };
        if (evidence.gone() * 2 > evidence.calls()) {
            return "Give its " + kept() + " more room or a longer life (maxEntries, maxBytes, ttl, idle), or "
                    + without;
        }
        String less = switch (kind) {
            case METHOD -> "Leave out the arguments that differ on every call (@KeyIgnore)";
            case FUNCTION, LOCKED_FUNCTION -> "Leave out the arguments that differ on every call";
            case CACHE -> "Leave what differs on every call out of its keys";
        };
        return less + ", give their classes equals and hashCode, or " + without;
    }

    private String outcome(boolean bypassed) {
        if (bypassed) {
            return " Calls go through without Memo from now on; now and then it is tried again.";
        }
        Barrier barrier = region.settings.barrier();
        if (kind == Kind.CACHE) {
            return " It is not bypassed, as it is called directly.";
        }
        if (kind == Kind.LOCKED_FUNCTION) {
            return " It is not bypassed, as its loads hold a lock.";
        }
        if (barrier == Barrier.METHOD || barrier == Barrier.HOST) {
            return " It is not bypassed, as its barrier is " + barrier + ".";
        }
        return " Until then, governor = BYPASS" + (kind == Kind.METHOD ? "" : " of the runtime")
                + " lets calls go through without Memo.";
    }
}
