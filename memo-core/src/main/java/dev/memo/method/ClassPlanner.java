// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through the methods of one class and plans each. Confined to one thread. */
final class ClassPlanner {
    private final Planning planning;
    private final ClassModel owner;
    private final Findings findings = new Findings();
    private final List<MemoizedMethod> memoized = new ArrayList<>();
    private final List<InvalidatingMethod> invalidating = new ArrayList<>();
    private boolean declared;

    ClassPlanner(Planning planning, ClassModel owner) {
        this.planning = planning;
        this.owner = owner;
    }

    ClassPlan plan() {
        List<Rule> rules = planning.rules().of(owner.name());
        for (MethodModel method : owner.methods()) {
            if (!method.isCompilerMade()) {
                plan(method, marked(rules, method));
            }
        }
        for (Rule rule : rules) {
            if (owner.methods().stream().noneMatch(rule::matches)) {
                findings.problem(RuleProblems.unknownMethod(rule, owner, planning.types()));
            }
        }
        checkDefaults();
        return new ClassPlan(
                owner.binaryName(),
                memoized,
                invalidating,
                List.copyOf(findings.problems()),
                List.copyOf(findings.remarks()));
    }

    /** Returns the rules about the method, having marked them as matched. */
    private static List<Rule> marked(List<Rule> rules, MethodModel method) {
        List<Rule> matching = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.matches(method)) {
                rule.mark();
                matching.add(rule);
            }
        }
        return matching;
    }

    private void plan(MethodModel method, List<Rule> rules) {
        Declaration declaration = Declaration.of(owner, method, rules);
        boolean invalidates = !method.marks().invalidates().isEmpty();
        declared |= declaration != null;
        if (declaration == null) {
            checkStrayMarks(method);
        } else if (invalidates) {
            findings.problem(both(declaration.place()));
        } else {
            memoize(method, declaration);
        }
        if (declaration == null && invalidates) {
            invalidate(method);
        }
    }

    private void memoize(MethodModel method, Declaration declaration) {
        MemoizedCheck check = new MemoizedCheck(planning, owner, method, declaration);
        add(check.check(), memoized);
        findings.addAll(check.findings());
    }

    private void invalidate(MethodModel method) {
        InvalidationCheck check = new InvalidationCheck(planning, owner, method);
        add(check.check(), invalidating);
        findings.addAll(check.findings());
    }

    private static <T> void add(@Nullable T planned, List<T> to) {
        if (planned != null) {
            to.add(planned);
        }
    }

    private static Problem both(Place place) {
        return place.problem(
                "MEMOIZED_AND_INVALIDATES",
                "it has @Invalidates too, and a hit would not invalidate anything",
                place.byRule() ? "Remove the rule." : "Remove one of the two.");
    }

    private void checkStrayMarks(MethodModel method) {
        MethodModel.Marks marks = method.marks();
        if (!marks.keyParts().isEmpty()) {
            stray(method, "@KeyPart");
        }
        if (!marks.keyIgnores().isEmpty()) {
            stray(method, "@KeyIgnore");
        }
    }

    private void stray(MethodModel method, String annotation) {
        findings.remark(Place.annotation(annotation, method.ref().text())
                .problem(
                        "STRAY_KEY_MARK",
                        "the method is not memoized, so that it has no effect",
                        "Annotate the method with @Cached, or remove " + annotation + "."));
    }

    private void checkDefaults() {
        WrittenValues defaults = owner.defaults();
        if (defaults == null) {
            return;
        }
        Place place = Place.annotation("@CachedDefaults", owner.shortName());
        UnknownSettings.check(place, defaults, AnnotationNames.DEFAULTS_SETTINGS, findings);
        if (!declared) {
            findings.remark(place.problem(
                    "STRAY_DEFAULTS",
                    "no method of the class is memoized, so that it has no effect",
                    "Annotate methods with @Cached, or remove @CachedDefaults."));
        }
    }
}
