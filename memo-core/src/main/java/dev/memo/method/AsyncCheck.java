// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.OnCycle;
import dev.memo.annotation.OnTimeout;

/** Refuses settings about waiting for a method whose callers never wait, as it returns a stage. Confined to one thread. */
final class AsyncCheck {
    private final MethodModel method;
    private final Declaration declaration;
    private final Findings findings;

    AsyncCheck(MethodModel method, Declaration declaration, Findings findings) {
        this.method = method;
        this.declaration = declaration;
        this.findings = findings;
    }

    void check(MethodSettings settings) {
        if (settings.barrier() == Barrier.METHOD || settings.barrier() == Barrier.HOST) {
            refuse(
                    "barrier",
                    "ASYNC_BARRIER",
                    "barrier is " + settings.barrier() + neverWait() + "so a second load could not be held back",
                    "Use barrier = KEY, and limit how many loads run at a time where they run.");
        }
        if (settings.nested().dependencies()) {
            refuse(
                    "dependencies",
                    "ASYNC_DEPENDENCIES",
                    "dependencies is set, but it " + what() + ", and what that calls later is not seen",
                    "Leave dependencies out, and give results tags.");
        }
        refuseIf(settings.waiting().maxWaitNanos() > 0, "maxWait", "Leave maxWait out");
        refuseIf(settings.waiting().onTimeout() != OnTimeout.RUN, "onTimeout", "Leave onTimeout out");
        refuseIf(settings.waiting().onCycle() != OnCycle.RUN, "onCycle", "Leave onCycle out");
        refuseIf(settings.freshness().patience().softNanos() > 0, "soft", "Leave soft out");
        refuseIf(settings.freshness().patience().hardNanos() > 0, "hard", "Set deadline in place of hard");
    }

    private void refuseIf(boolean set, String setting, String remedy) {
        if (set) {
            refuse(
                    setting,
                    "ASYNC_WAIT",
                    setting + " is set" + neverWait() + "so there is no wait to limit",
                    remedy + ", and have " + end() + " say.");
        }
    }

    private String neverWait() {
        return ", but it " + what() + ", whose callers never wait, ";
    }

    private String what() {
        return method.suspends()
                ? "is a suspend function"
                : "returns " + TypeNames.withArticle(TypeNames.shortName(method.result()));
    }

    private String end() {
        return method.suspends()
                ? "callers give up in time, with withTimeout"
                : "the stage end in time, with orTimeout";
    }

    private void refuse(String setting, String code, String what, String remedy) {
        Source source = declaration.source(setting);
        if (source != null && source.own()) {
            findings.problem(source.place().problem(code, what, remedy));
        }
    }
}
