// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

/** Decides whether a suspend function of Kotlin's can be followed to its end. Confined to one thread. */
final class SuspendCheck {
    /** What Kotlin's compiler gives value classes. */
    private static final String BOX = "box-impl";

    private final Planning planning;
    private final Place place;
    private final Findings findings;

    SuspendCheck(Planning planning, Place place, Findings findings) {
        this.planning = planning;
        this.place = place;
        this.findings = findings;
    }

    void check(MethodModel method) {
        if (planning.purpose() == Purpose.PROXY) {
            problem("which a proxy does not follow", "start with the agent");
        } else if (!planning.async().suspending()) {
            problem("and memo-kotlin, which follows it to its end, is not on its class path", "add memo-kotlin");
        } else if (method.outcome() != null) {
            checkOutcome(method.outcome());
        }
    }

    /** A value of such a class has two forms: one is returned, one is resumed with. */
    private void checkOutcome(String outcome) {
        ClassModel model =
                UncacheableTypes.isPlain(outcome) ? null : planning.types().find(outcome);
        if (model != null
                && model.methods().stream().anyMatch(each -> each.ref().name().equals(BOX))) {
            String what = "and " + TypeNames.shortName(outcome)
                    + ", its result, is a value class, which Kotlin passes on in two forms";
            problem(what, "return a class that is none");
        } else if (model == null && !outcome.startsWith("java/")) {
            String what = "and the class " + TypeNames.shortName(outcome)
                    + ", its result, is not found, so that it may be a value class";
            problem(what, "put that on the same class path");
        }
    }

    private void problem(String what, String change) {
        findings.problem(place.removeOr("SUSPEND_FUNCTION", "it is a suspend function, " + what, change));
    }
}
