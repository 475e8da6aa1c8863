// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Says what is wrong with rules that match nothing, with what may have been meant. Stateless and thread-safe. */
final class RuleProblems {

    private RuleProblems() {}

    /** Returns a problem for a rule whose class was found but has no such method. */
    static Problem unknownMethod(Rule rule, ClassModel owner, Types types) {
        Rule.Head head = rule.head();
        String what = owner.shortName() + " has no method " + head.signature();
        for (Targets.Target each : Targets.of(owner, types)) {
            boolean inherited = !each.owner().name().equals(owner.name());
            if (inherited && rule.matches(each.method())) {
                String instead = each.owner().binaryName() + "." + signature(each.method());
                return problem(
                        rule, "NO_SUCH_METHOD", what + " of its own", "Write " + instead + ", which it inherits.");
            }
        }
        return problem(rule, "NO_SUCH_METHOD", what, candidates(head, owner));
    }

    static List<Problem> unknownClass(List<Rule> rules, Iterable<String> knownClassNames) {
        List<Problem> problems = new ArrayList<>();
        String name = rules.get(0).head().className();
        List<String> near = new ArrayList<>(Nearest.to(name, knownClassNames));
        for (String known : knownClassNames) {
            if (near.size() < 3 && !near.contains(known) && simple(known).equals(simple(name))) {
                near.add(known);
            }
        }
        String remedy = Nearest.question(near, "Check its name, and that it is on the class path.");
        for (Rule rule : rules) {
            problems.add(problem(rule, "NO_SUCH_CLASS", "class " + name + " is not found", remedy));
        }
        return problems;
    }

    static Problem unmatched(Rule rule) {
        String method =
                TypeNames.shortName(rule.head().className()) + "." + rule.head().signature();
        String what = method + " was not found so far, so that the rule did nothing";
        return problem(rule, "UNMATCHED_RULE", what, "Check the names, and that the program uses the class.");
    }

    private static String candidates(Rule.Head head, ClassModel owner) {
        List<MethodModel> methods = owner.methods().stream()
                .filter(method -> !method.isCompilerMade() && !method.isConstructor())
                .toList();
        Stream<MethodModel> same =
                methods.stream().filter(method -> method.ref().name().equals(head.method()));
        Stream<MethodModel> near =
                Nearest.to(head.method(), methods, method -> method.ref().name()).stream();
        List<String> shown = Stream.concat(same, near)
                .map(RuleProblems::signature)
                .distinct()
                .limit(3)
                .toList();
        return Nearest.question(shown, all(methods));
    }

    private static String all(List<MethodModel> methods) {
        List<String> signatures =
                methods.stream().map(RuleProblems::signature).limit(5).toList();
        if (signatures.isEmpty()) {
            return "It declares no methods.";
        }
        String shown = methods.size() > signatures.size() ? "Among its methods are " : "Its methods are ";
        return shown + Nearest.join(signatures, "and") + ".";
    }

    private static String signature(MethodModel method) {
        return TypeNames.ruleSignature(method.ref().name(), method.ref().descriptor());
    }

    private static String simple(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }

    private static Problem problem(Rule rule, String code, String what, String remedy) {
        return new Problem(code, rule.where(), what, remedy);
    }
}
