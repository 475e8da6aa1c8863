// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import net.bytebuddy.jar.asm.Type;

/** Decides whether a method's result can be remembered. Confined to one thread. */
final class ResultCheck {
    private final Types types;
    private final AsyncTypes async;
    private final Place place;
    private final Findings findings;

    ResultCheck(Types types, AsyncTypes async, Place place, Findings findings) {
        this.types = types;
        this.async = async;
        this.place = place;
        this.findings = findings;
    }

    /** Returns whether it is an outcome that is still open, and can be remembered when it is there. */
    boolean isAsync(MethodModel method) {
        Type result = method.result();
        return method.suspends() || (result.getSort() == Type.OBJECT && async.contains(result.getInternalName()));
    }

    void check(MethodModel method) {
        Type result = method.result();
        String outcome = method.outcome();
        if (method.suspends()) {
            if (outcome != null) {
                checkClass(outcome, TypeNames.shortName(outcome));
            }
        } else if (!isAsync(method)) {
            checkValue(result);
        } else if (outcome != null) {
            checkOutcome(TypeNames.shortName(result), outcome);
        }
    }

    /** What cannot be remembered cannot be so as an outcome either. */
    private void checkOutcome(String shown, String outcome) {
        UncacheableTypes.Match match = UncacheableTypes.find(outcome, types);
        if (match != null && match.kind() != UncacheableKind.OUTCOME) {
            String what = "it returns " + TypeNames.withArticle(shown) + " of "
                    + TypeNames.withArticle(TypeNames.shortName(outcome)) + kindOf(outcome, match) + ", "
                    + match.kind().because();
            String change = match.kind().change().replaceFirst("^return ", "let it bring ");
            findings.problem(place.removeOr(match.kind() + "_RESULT", what, change));
        }
    }

    private void checkValue(Type result) {
        if (result.getSort() == Type.VOID) {
            findings.problem(place.removeOr(
                    "VOID_RESULT", "it returns void, so there is nothing to remember", "return a value"));
            return;
        }
        Type element = TypeNames.elementOf(result);
        if (element.getSort() == Type.OBJECT) {
            checkClass(element.getInternalName(), TypeNames.shortName(result));
        }
    }

    private void checkClass(String name, String shown) {
        UncacheableTypes.Match match = UncacheableTypes.find(name, types);
        if (match != null) {
            String what = "it returns " + TypeNames.withArticle(shown) + kindOf(name, match) + ", "
                    + match.kind().because();
            findings.problem(
                    place.removeOr(match.kind() + "_RESULT", what, match.kind().change()));
        } else if (!UncacheableTypes.isPlain(name) && types.ancestry(name).contains("java/lang/AutoCloseable")) {
            findings.remark(place.removeOr(
                    "CLOSEABLE_RESULT",
                    "it returns " + TypeNames.withArticle(shown) + ", and a caller who closes it closes it for all",
                    "see that no caller closes it"));
        }
    }

    /** Returns {@code , a kind of Reader} where the name does not say it. */
    static String kindOf(String name, UncacheableTypes.Match match) {
        return match.type().equals(name) ? "" : ", a kind of " + TypeNames.shortName(match.type());
    }
}
