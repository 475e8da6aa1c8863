// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.OnCycle;
import dev.memo.annotation.OnTimeout;
import dev.memo.region.Waiting;
import java.util.Set;

/**
 * Finds settings about waiting that contradict each other. Those of a class's defaults are not looked at, as they are for
 * methods that have the other half. Confined to one thread.
 */
final class WaitingCheck {
    private static final Set<Object> NO_LIMIT = Set.of("", WaitingSettings.FOREVER);

    private final Declaration declaration;
    private final Findings findings;

    WaitingCheck(Declaration declaration, Findings findings) {
        this.declaration = declaration;
        this.findings = findings;
    }

    void check(Waiting waiting, Barrier barrier) {
        if (waiting.onTimeout() != OnTimeout.RUN) {
            if (!isLimited()) {
                refuse(
                        "onTimeout",
                        "WAIT_WITHOUT_LIMIT",
                        "onTimeout is " + waiting.onTimeout() + ", but no wait is ever over, as there is no maxWait",
                        "Set maxWait, as in maxWait = \"2s\", or leave onTimeout out.");
            }
            if (waiting.onTimeout() == OnTimeout.STALE && declaration.source("keep") == null) {
                refuse(
                        "onTimeout",
                        "STALE_WITHOUT_KEEP",
                        "onTimeout is STALE, but nothing is kept past its ttl, as there is no keep",
                        "Set keep, as in keep = \"1h\", or choose RUN or FAIL.");
            }
        }
        if (barrier == Barrier.NONE) {
            refuseIf(waiting.maxWaitNanos() > 0, "maxWait");
            refuseIf(waiting.onCycle() != OnCycle.RUN, "onCycle");
            refuseIf(waiting.deadlineNanos() > 0, "deadline");
        }
    }

    private boolean isLimited() {
        Source source = declaration.source("maxWait");
        Object text = source == null ? null : source.values().values().get("maxWait");
        return text != null && !NO_LIMIT.contains(text);
    }

    private void refuseIf(boolean set, String setting) {
        if (set) {
            refuse(
                    setting,
                    "WAIT_WITHOUT_BARRIER",
                    setting + " is set, but nobody waits with barrier NONE",
                    "Leave " + setting + " out, or choose barrier KEY or METHOD.");
        }
    }

    private void refuse(String setting, String code, String what, String remedy) {
        Source source = declaration.source(setting);
        if (source != null && source.own()) {
            findings.problem(source.place().problem(code, what, remedy));
        }
    }
}
